import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pathsOf } from '../../main/paths';
import { type Here, here } from './run-here';

const { settings } = pathsOf(process.env);

describe('`essaim engine`', () => {
  let now: Here;
  beforeEach(async () => {
    await rm(settings, { force: true });
    now = await here();
  });

  it('shows the setting, sets it, and shows what was set', async () => {
    expect(await now.essaim('engine')).toBe(0);
    expect(await now.essaim('engine', 'embedded')).toBe(0);
    expect(await now.essaim('engine', '--lang', 'fr')).toBe(0);
    const [before, set, after] = now.written.printed.split('\n');
    expect([before, set]).toEqual(['Engine setting: auto.', 'Setting saved: engine “embedded”.']);
    expect(after).toContain('embedded');
    expect(now.written.told).toBe('');
  });

  it('refuses an engine that there is not, and keeps the setting', async () => {
    await now.essaim('engine', 'docker');
    await expect(now.essaim('engine', 'podman')).rejects.toMatchObject({
      kind: 'usage',
      values: { said: 'podman: auto, docker, embedded' },
    });
    expect(JSON.parse(await readFile(settings, 'utf8'))).toEqual({ engine: 'docker' });
  });

  it('says that the file is damaged, as every command does that needs it', async () => {
    await mkdir(dirname(settings), { recursive: true });
    await writeFile(settings, '{');
    for (const command of ['engine', 'status', 'suspend'])
      await expect(now.essaim(command)).rejects.toMatchObject({
        kind: 'bad-input',
        values: { file: settings },
      });
  });
});

describe('the engine that serves', () => {
  let now: Here;
  beforeEach(async () => {
    await rm(settings, { force: true });
    now = await here();
  });

  /** With `embedded` there is none; with `docker` the engine of DOCKER_HOST is silent. */
  const served = (...words: string[]): Promise<string> =>
    now.essaim(...words, 'suspend').then(
      () => expect.fail('it suspended'),
      (error: unknown) => (error as { kind: string }).kind,
    );
  const [embedded, docker] = ['cluster', 'no-engine'];

  it('is the one of the setting', async () => {
    expect(await served()).toBe(docker);
    await now.essaim('engine', 'embedded');
    expect(await served()).toBe(embedded);
  });

  it('is the one of ESSAIM_ENGINE before that', async () => {
    await now.essaim('engine', 'docker');
    vi.stubEnv('ESSAIM_ENGINE', 'embedded');
    expect(await served()).toBe(embedded);
  });

  it('is the one of --engine before all', async () => {
    await now.essaim('engine', 'docker');
    vi.stubEnv('ESSAIM_ENGINE', 'docker');
    expect(await served('--engine', 'embedded')).toBe(embedded);
    expect(await served('--engine=docker')).toBe(docker);
  });
});
