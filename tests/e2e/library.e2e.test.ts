// The library in the real window, without any engine: labs are opened by card, drop and address, and followed as they are saved.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../helpers/app/app';
import { button, say, waitForPhase } from '../helpers/app/lab';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A post of one step that is longer than the window, so that there is a place to keep. */
const post = (last: string): string => `---
title: Mon labo
lang: fr
terms: 2
---
## Une étape

![Un schéma](https://exemple.invalid/schema.png)

\`\`\`.term1
docker service create --name cache redis:7
\`\`\`

${'Un paragraphe.\n\n'.repeat(40)}
${last}
`;
const pagePost = `---
title: À lire
lang: fr
terms: 0
---
## Les mots

Une grappe, des nœuds.
`;

let app: RunningApp;
let page: Page;
let folder = '';

beforeAll(async () => {
  const environment = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  app = await startApp({ settings: { engine: 'docker', theme: 'light' }, environment });
  page = app.page;
  folder = join(app.top, 'home', 'labos');
  await mkdir(folder);
  await waitForPhase(app, 'down').catch(() => undefined); // it fails, which is what is waited for
});
afterAll(() => app.dispose());

const library = (): Locator => page.getByRole('region', { name: say('library:title') });
const card = (title: string): Locator => library().getByRole('article', { name: title });
const guide = (): Locator => page.locator('[data-area=guide]');
const message = (): Locator => page.getByRole('alert').filter({ visible: true });

const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.textContent');

async function faults(): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
}

/** Lets files go over the window, as the system does. */
async function drop(...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  const send = async (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<void> => {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  };
  await send('dragEnter');
  await send('dragOver');
  await page.getByText(say('library:dropTitle')).waitFor();
  await send('dragOver'); // over what now lies under the pointer
  await send('drop');
  await session.detach();
}

describe('the library', () => {
  it('shows the labs that ship with Essaim, and marks the one that is open', async () => {
    await button(page, 'library:title').click();
    const open = library()
      .getByRole('article')
      .filter({ hasText: say('library:isOpen') });
    await open.waitFor();
    expect(await open.count()).toBe(1);
    expect(await faults()).toEqual([]);
  });

  it('refuses an address that is not safe before anything is fetched', async () => {
    await button(page, 'library:openAddress').click();
    await page.keyboard.type('http://exemple.invalid/labo.md');
    await page.keyboard.press('Enter');
    await page.getByText(say('library:addressPlain')).waitFor();
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await library().isVisible()).toBe(true);
  });

  it('is left with Escape, and found again by its keys', async () => {
    await page.keyboard.press('Escape');
    await library().waitFor({ state: 'detached' });
    expect(await focused()).toBe(say('library:title'));
    await page.keyboard.press('Control+Shift+KeyO');
    await library().waitFor();
  });
});

describe('a file that is dropped', () => {
  it('is refused in a sentence where it is no lab', async () => {
    const file = join(folder, 'photo.png');
    await writeFile(file, '');
    await drop(file);
    await message()
      .filter({ hasText: say('library:dropOther', { name: 'photo.png' }) })
      .waitFor();
    await button(page, 'window:dismiss').click();
  });

  it('is opened in the library’s place, with what it lacks without a network', async () => {
    const file = join(folder, 'mon-labo.md');
    await writeFile(file, post('La fin.'));
    await drop(file);
    await guide().getByRole('heading', { level: 1, name: 'Mon labo' }).waitFor();
    await library().waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Mon labo');
    await guide().getByText(say('library:imageOnline')).waitFor();
    await guide().locator('.remarks summary').click();
    expect(await guide().locator('.remarks li').count()).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
  });
});

describe('a file that is followed', () => {
  const place = (): Promise<number> =>
    page.evaluate<number>(`document.querySelector('.guide-page').scrollTop`);

  it('is shown anew when it is saved, at the place where it was read', async () => {
    await page.getByRole('switch', { name: say('library:follow') }).check();
    await page.evaluate(`document.querySelector('.guide-page').scrollTo(0, 700)`);
    const before = await place();
    await writeFile(join(folder, 'mon-labo.md'), post('Une autre fin.'));
    await guide().getByText('Une autre fin.').waitFor({ state: 'attached' });
    expect(before).toBeGreaterThan(0);
    expect(await place()).toBe(before);
  });

  it('stays as it was where it cannot be read, which is said until it can', async () => {
    const failure = message().filter({ hasText: say('library:followFailed') });
    await writeFile(join(folder, 'mon-labo.md'), Buffer.from([0xff, 0xfe, 0x00]));
    await failure.waitFor();
    expect(await guide().getByText('Une autre fin.').count()).toBe(1);
    expect(await faults()).toEqual([]);
    await writeFile(join(folder, 'mon-labo.md'), post('La vraie fin.'));
    await guide().getByText('La vraie fin.').waitFor({ state: 'attached' });
    await failure.waitFor({ state: 'detached' });
  });
});

describe('a page', () => {
  it('has no terminals and nothing to start', async () => {
    const file = join(folder, 'a-lire.md');
    await writeFile(file, pagePost);
    await drop(file);
    await guide().getByRole('heading', { level: 1, name: 'À lire' }).waitFor();
    expect(await page.locator('[data-area=terminals]').count()).toBe(0);
    expect(await button(page, 'window:start').count()).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('and every lab that was opened stand in the library, until they are taken off it', async () => {
    await page.keyboard.press('Control+Shift+KeyO');
    await card('À lire').getByText(say('library:isOpen')).waitFor();
    await card('Mon labo')
      .getByRole('button', { name: say('library:forget', { title: 'Mon labo' }) })
      .click();
    await card('Mon labo').waitFor({ state: 'detached' });
  });
});
