import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '../../main/app/settings';
import { silentLog } from '../../main/log/log';
import type { Settings } from '../../main/settings/settings';
import { scratchFolder } from '../helpers/scratch';

let file = '';
const told: Settings[] = [];
beforeEach(async () => {
  file = join(await scratchFolder(), 'essaim', 'settings.json');
  told.length = 0;
});
const open = () => openSettings(file, (changed) => told.push(changed), silentLog);

describe('the app’s settings', () => {
  it('are on disk when a change is told, and hold at the next start', async () => {
    const settings = await open();
    expect(await settings.change({ theme: 'dark' })).toMatchObject({ theme: 'dark', engine: 'auto' });
    expect(told.map(({ theme }) => theme)).toEqual(['dark']);
    expect((await open()).current().theme).toBe('dark');
  });

  it('keep every change of many at once', async () => {
    const settings = await open();
    await Promise.all([
      settings.change({ theme: 'dark' }),
      settings.change({ guideFontSize: 20 }),
      settings.change({ guideFontSize: 21 }),
      settings.change({ panes: { window: [30, 70] } }),
    ]);
    const expected = { theme: 'dark', guideFontSize: 21, panes: { window: [30, 70] } };
    expect(settings.current()).toMatchObject(expected);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(expected);
  });

  it('that are damaged are put aside, and the usual ones hold', async () => {
    await mkdir(dirname(file));
    await writeFile(file, '{"engine": ');
    const settings = await open();
    expect(settings.current().engine).toBe('auto');
    expect(await readFile(`${file}.unreadable`, 'utf8')).toBe('{"engine": ');
    await settings.change({ engine: 'docker' });
    expect((await readdir(dirname(file))).sort()).toEqual(['settings.json', 'settings.json.unreadable']);
  });

  it('that cannot be written are not taken for set, and the next change is tried all the same', async () => {
    const settings = await open();
    await writeFile(dirname(file), 'a file where the folder should be');
    await expect(settings.change({ theme: 'dark' })).rejects.toThrow();
    expect([settings.current().theme, told]).toEqual(['system', []]);
    await expect(settings.change({ theme: 'light' })).rejects.toThrow();
  });

  it('have the system’s language until one is chosen', async () => {
    const settings = await open();
    expect([settings.language('en'), settings.language('fr')]).toEqual(['en', 'fr']);
    await settings.change({ language: 'fr' });
    expect(settings.language('en')).toBe('fr');
  });
});
