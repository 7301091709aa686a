import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSettings, type Settings, writeSettings } from '../../main/settings/settings';
import { scratchFolder } from '../helpers/scratch';

const usual: Settings = {
  engine: 'auto',
  language: 'auto',
  theme: 'system',
  guideFontSize: 16,
  terminalFontSize: 14,
  terminalLayout: 'rows',
  hostShell: false,
  screenReader: false,
  nodeMemory: null,
  onQuit: 'keep',
  panes: {},
};

let file = '';
beforeEach(async () => {
  file = join(await scratchFolder(), 'essaim', 'settings.json');
});

describe('the settings', () => {
  it('are the usual ones before anything was set', async () => {
    expect(await readSettings(file)).toEqual(usual);
  });

  it('come back as they were written, whole', async () => {
    await writeSettings(file, { ...usual, engine: 'embedded' });
    expect(await readSettings(file)).toEqual({ ...usual, engine: 'embedded' });
    await writeSettings(file, { ...usual, engine: 'docker' });
    expect(await readSettings(file)).toEqual({ ...usual, engine: 'docker' });
    expect(await readdir(dirname(file))).toEqual(['settings.json']);
    expect(await readFile(file, 'utf8')).toBe('{\n  "engine": "docker"\n}\n');
  });

  it('that leave something out have the usual value there', async () => {
    await mkdir(dirname(file));
    await writeFile(file, '{}');
    expect(await readSettings(file)).toEqual(usual);
  });

  it.each(['', '{', 'null', '{"engine": "podman"}', '{"motor": "docker"}'])(
    'that are not ours are refused, and not overwritten: %j',
    async (text) => {
      await mkdir(dirname(file));
      await writeFile(file, text);
      await expect(readSettings(file)).rejects.toMatchObject({
        kind: 'bad-input',
        text: 'cli:badSettings',
        values: { file },
      });
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );
});
