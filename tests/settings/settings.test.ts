import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSettings, writeSettings } from '../../main/settings/settings';
import { scratchFolder } from '../helpers/scratch';

let file = '';
beforeEach(async () => {
  file = join(await scratchFolder(), 'essaim', 'settings.json');
});

describe('the settings', () => {
  it('are the usual ones before anything was set', async () => {
    expect(await readSettings(file)).toEqual({ engine: 'auto' });
  });

  it('come back as they were written, whole', async () => {
    await writeSettings(file, { engine: 'embedded' });
    expect(await readSettings(file)).toEqual({ engine: 'embedded' });
    await writeSettings(file, { engine: 'docker' });
    expect(await readSettings(file)).toEqual({ engine: 'docker' });
    expect(await readdir(dirname(file))).toEqual(['settings.json']);
    expect(await readFile(file, 'utf8')).toBe('{\n  "engine": "docker"\n}\n');
  });

  it('that leave something out have the usual value there', async () => {
    await mkdir(dirname(file));
    await writeFile(file, '{}');
    expect(await readSettings(file)).toEqual({ engine: 'auto' });
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
