import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { currentContext } from '../../../main/engine/docker/contexts';
import { scratchFolder } from '../../helpers/scratch';
import { chooseContext, writeContext } from './context-files';

describe('the docker CLI’s context', () => {
  let HOME = '';
  let folder = '';
  beforeEach(async () => {
    HOME = await scratchFolder();
    folder = join(HOME, '.docker');
  });

  it('is none where nothing is configured, or its default is chosen', async () => {
    expect(await currentContext({ HOME })).toBeUndefined();
    await chooseContext(folder, 'default');
    expect(await currentContext({ HOME })).toBeUndefined();
  });

  it('is the chosen one, with the certificates kept for it', async () => {
    const plain = { Host: 'unix:///home/me/.docker/desktop/docker.sock' };
    await writeContext(folder, 'desktop-linux', plain);
    await chooseContext(folder, 'desktop-linux');
    expect(await currentContext({ HOME })).toEqual({
      name: 'desktop-linux',
      host: plain.Host,
      certificates: undefined,
    });

    const meta = await writeContext(folder, 'école', { Host: 'tcp://10.1.2.3:2376' }, { tls: true });
    await chooseContext(folder, 'école');
    expect(await currentContext({ HOME })).toEqual({
      name: 'école',
      host: 'tcp://10.1.2.3:2376',
      certificates: meta.replace('/meta/', '/tls/').replace('meta.json', 'docker'),
    });
  });

  it('is the one that DOCKER_CONTEXT names, before the configured one', async () => {
    await writeContext(folder, 'one', { Host: 'unix:///one.sock' });
    await writeContext(folder, 'two', { Host: 'unix:///two.sock' });
    await chooseContext(folder, 'one');
    expect(await currentContext({ HOME, DOCKER_CONTEXT: 'two' })).toMatchObject({ name: 'two' });
    expect(await currentContext({ HOME, DOCKER_CONTEXT: 'default' })).toBeUndefined();
  });

  it('takes no notice of empty variables, like the CLI', async () => {
    await writeContext(folder, 'one', { Host: 'unix:///one.sock' });
    await chooseContext(folder, 'one');
    const environment = { HOME, DOCKER_CONTEXT: '', DOCKER_CONFIG: '' };
    expect(await currentContext(environment)).toMatchObject({ name: 'one' });
  });

  it('is looked for in DOCKER_CONFIG', async () => {
    const elsewhere = join(HOME, 'elsewhere');
    await writeContext(elsewhere, 'one', { Host: 'unix:///one.sock' });
    await chooseContext(elsewhere, 'one');
    expect(await currentContext({ HOME, DOCKER_CONFIG: elsewhere })).toMatchObject({
      host: 'unix:///one.sock',
    });
  });

  it.each([['missing'], ['without a host']])('that is %s is a failure that names it', async (what) => {
    if (what !== 'missing') await writeContext(folder, 'gone', {});
    await chooseContext(folder, 'gone');
    await expect(currentContext({ HOME })).rejects.toMatchObject({
      kind: 'no-engine',
      text: 'engine:noContext',
    });
    await expect(currentContext({ HOME })).rejects.toThrow('“gone”');
  });

  it('of another form, or behind a broken file, is a failure that names the file', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'config.json'), '{ "currentContext": ');
    await expect(currentContext({ HOME })).rejects.toMatchObject({
      kind: 'bad-input',
      values: { file: join(folder, 'config.json') },
    });
    const file = await writeContext(folder, 'odd', { Host: 12 });
    await expect(currentContext({ HOME, DOCKER_CONTEXT: 'odd' })).rejects.toMatchObject({ values: { file } });
  });
});
