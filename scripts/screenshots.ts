// `npm run screenshots`: the pictures of the README, taken from the packaged app on real nodes, in both themes.
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApp, startApp } from '../tests/helpers/app/app';
import { followStep, openDock, tasksOnMap, turnPage, typeLine, waitUntilUp } from '../tests/helpers/app/lab';
import { stopLab } from '../tests/helpers/app/walk';
import { repository } from './repository';

/** CSS pixels: a laptop's usual screen. */
const size = '1440x900';
/** The step that ends with six tasks on three nodes. */
const shown = 'Création d’un service';
const update =
  'docker service update -d --update-parallelism 1 --update-delay 20s --image instavote/vote:indent vote';

async function take(app: RunningApp, name: string): Promise<void> {
  await sleep(1500); // what moves has come to rest
  await app.page.screenshot({ path: repository('docs', 'images', `${name}.png`) });
}

await mkdir(repository('docs', 'images'), { recursive: true });
const app = await startApp({ settings: { engine: 'embedded', theme: 'light' }, size });
try {
  await waitUntilUp(app);
  for (;;) {
    const { title } = await followStep(app, {});
    if (title.includes(shown)) break;
    if (!(await turnPage(app.page))) throw new Error(`the lab has no step “${shown}”`);
  }
  await openDock(app.page, 'map');
  await app.page.locator('.guide-run').first().scrollIntoViewIfNeeded();
  await take(app, 'window-light');
  await typeLine(app.page, 1, `clear; ${update}`);
  await app.page.evaluate("window.essaim.settings.change({ theme: 'dark' })");
  for (;;) {
    const tasks = Object.values(await tasksOnMap(app.page, 'vote')).flat();
    const tags = new Set(tasks.map((task) => task.split(':')[1]));
    if (tags.size > 1) break;
    await sleep(300);
  }
  await sleep(25_000); // two of the six have changed
  await take(app, 'window-dark');
  await stopLab(app);
  await app.quit();
} finally {
  await app.dispose();
}
