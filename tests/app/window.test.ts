// The one window: how it is locked, where it opens, and that it outlives its page.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openWindow } from '../../main/app/window';
import { scratchFolder } from '../helpers/scratch';
import { asked } from '../helpers/fake-electron';

vi.mock('electron', () => import('../helpers/fake-electron'));

let placeFile = '';

beforeEach(async () => {
  placeFile = join(await scratchFolder(), 'data', 'window.json');
  asked.windows.length = 0;
});

async function open(): Promise<(typeof asked.windows)[number]> {
  await openWindow({ dist: '/dist', placeFile, onMade: () => undefined });
  const window = asked.windows.at(-1);
  if (!window) throw new Error('no window was made');
  return window;
}

describe('the window', () => {
  it('is isolated, sandboxed and without Node', async () => {
    const { options } = await open();
    expect(options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    for (const name of ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures'])
      expect(options.webPreferences).not.toHaveProperty(name);
  });

  it('opens where it was closed', async () => {
    const first = await open();
    first.emit('close');
    expect(JSON.parse(await readFile(placeFile, 'utf8'))).toEqual({
      ...{ x: 10, y: 20, width: 1200, height: 700, maximized: false },
    });
    expect((await open()).options).toMatchObject({ x: 10, y: 20, width: 1200, height: 700 });
  });

  it('opens in its usual size where its place is damaged, or on a screen that is gone', async () => {
    (await open()).emit('close');
    await writeFile(placeFile, '{ "x": 1');
    const { options } = await open();
    expect([options.x, options.width]).toEqual([undefined, 1366]);
    await writeFile(placeFile, JSON.stringify({ x: 4000, y: 0, width: 1000, height: 700, maximized: false }));
    const moved = await open();
    expect([moved.options.x, moved.options.width]).toEqual([undefined, 1000]);
  });

  it('loads its page anew when the page dies, but not one that dies at once again and again', async () => {
    const { webContents } = await open();
    webContents.emit('render-process-gone', {}, { reason: 'killed' });
    expect(webContents.reloads).toBe(1);
    for (let death = 0; death < 10; death += 1)
      webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(webContents.reloads).toBe(3);
  });

  it('lets a page go that ends as it should', async () => {
    const { webContents } = await open();
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(webContents.reloads).toBe(0);
  });
});
