// The whole lab followed in the window, from its first step to its closing page, as both engines are shown to do.
import type { RunningApp } from './app';
import { followStep, openDock, say, type StepSeen, tasksOnMap, turnPage } from './lab';

export interface Walk {
  steps: StepSeen[];
  /** Tags that the vote service's running tasks had at once on the map, while it was updated: `indent+latest`. */
  tagsDuringUpdate: Set<string>;
  /** Running tasks of the vote service on node2 once it was drained, by the map. */
  leftOnDrained: string[] | undefined;
}

export interface WalkOptions {
  /** Of the screenshots: one of every step. */
  name: string;
  /** Once a page of a node was asked for. */
  onPage(address: string): Promise<void>;
}

/** Milliseconds for drained tasks to be seen elsewhere. */
const drainPatience = 60_000;

export async function walkThroughLab(app: RunningApp, options: WalkOptions): Promise<Walk> {
  const { page } = app;
  const { name } = options;
  const walk: Walk = { steps: [], tagsDuringUpdate: new Set(), leftOnDrained: undefined };
  do {
    const step = await followStep(app, {
      opened: (address) => options.onPage(address),
      during: async (code, running) => {
        if (code.includes('--image instavote/vote:indent')) await watchUpdate(app, walk, name, running);
      },
      after: async (title) => {
        if (title.includes('drain')) walk.leftOnDrained = await watchDrain(app);
      },
    });
    walk.steps.push(step);
    await app.screenshot(`${name}-step-${String(walk.steps.length).padStart(2, '0')}`);
    await turnPage(page);
  } while ((await page.locator('.guide-closing-head').count()) === 0);
  await app.screenshot(`${name}-step-closing`);
  return walk;
}

async function watchUpdate(
  app: RunningApp,
  walk: Walk,
  name: string,
  running: Promise<unknown>,
): Promise<void> {
  await openDock(app.page, 'map');
  let isOver = false as boolean;
  const end = (): void => void (isOver = true);
  running.then(end, end);
  while (!isOver) {
    const all = Object.values(await tasksOnMap(app.page, 'vote')).flat();
    const tags = [...new Set(all.map((task) => task.split(':')[1] ?? ''))].sort().join('+');
    if (tags.includes('+') && !walk.tagsDuringUpdate.has(tags)) await app.screenshot(`${name}-update`);
    walk.tagsDuringUpdate.add(tags);
    await app.page.waitForTimeout(200);
  }
}

/** What runs on node2 in the end: nothing, where the drain is seen. */
async function watchDrain(app: RunningApp): Promise<string[] | undefined> {
  await openDock(app.page, 'map');
  const deadline = Date.now() + drainPatience;
  for (;;) {
    const { node2 } = await tasksOnMap(app.page, 'vote');
    if (node2?.length === 0 || Date.now() > deadline) return node2;
    await app.page.waitForTimeout(200);
  }
}

/** Ends the lab by its button and its question. */
export async function stopLab(app: RunningApp): Promise<void> {
  const { page } = app;
  const name = say('window:stop');
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
  await page
    .getByRole('heading', { name: say('window:downTitle') })
    .first()
    .waitFor({ timeout: 60_000 });
}
