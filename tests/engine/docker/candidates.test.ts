import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { candidates, usualSockets } from '../../../main/engine/docker/candidates';
import { scratchFolder } from '../../helpers/scratch';
import { chooseContext, writeContext } from './context-files';

describe('where an engine may be', () => {
  let HOME = '';
  beforeEach(async () => {
    HOME = await scratchFolder();
  });

  it('DOCKER_HOST wins over a context, even a broken one', async () => {
    await chooseContext(join(HOME, '.docker'), 'gone');
    const host = 'tcp://10.1.2.3:2375';
    expect(await candidates({ HOME, DOCKER_HOST: host, DOCKER_CONTEXT: 'gone' })).toEqual([
      { host, foundBy: 'DOCKER_HOST', certificates: undefined },
    ]);
  });

  it('DOCKER_HOST comes with certificates where they are asked for', async () => {
    const environment = { HOME, DOCKER_HOST: 'tcp://a:2376', DOCKER_CERT_PATH: '/certificates' };
    const certificatesOf = async (extra: object) =>
      (await candidates({ ...environment, ...extra }))[0]?.certificates;
    expect(await certificatesOf({})).toBeUndefined();
    expect(await certificatesOf({ DOCKER_TLS_VERIFY: '1' })).toBe('/certificates');
  });

  it('a chosen context is the only place', async () => {
    await socketAt(HOME, '.colima/default/docker.sock');
    await writeContext(join(HOME, '.docker'), 'school', { Host: 'ssh://me@school' });
    await chooseContext(join(HOME, '.docker'), 'school');
    expect(await candidates({ HOME })).toEqual([
      { host: 'ssh://me@school', foundBy: 'context school', certificates: undefined },
    ]);
  });

  it.skipIf(process.platform === 'win32')('else the usual sockets that exist, in order', async () => {
    const runtime = await scratchFolder();
    for (const path of ['.rd/docker.sock', '.docker/run/docker.sock']) await socketAt(HOME, path);
    await socketAt(runtime, 'podman/podman.sock');
    const found = await candidates({ HOME, XDG_RUNTIME_DIR: runtime });
    const own = found.filter(({ host }) => host.includes(HOME) || host.includes(runtime));
    expect(own.map(({ host }) => host)).toEqual([
      `unix://${HOME}/.docker/run/docker.sock`,
      `unix://${HOME}/.rd/docker.sock`,
      `unix://${runtime}/podman/podman.sock`,
    ]);
    expect(new Set(found.map(({ foundBy }) => foundBy))).toEqual(new Set(['socket']));
  });
});

describe('the usual sockets', () => {
  it('are pipes on Windows', () => {
    for (const socket of usualSockets({}, 'win32')) expect(socket).toMatch(/^\/\/\.\/pipe\/[\w-]+$/);
  });

  it.each(['linux', 'darwin'] as const)('on %s are Docker’s own first and Podman’s last', (platform) => {
    const sockets = usualSockets({ HOME: '/home/me', XDG_RUNTIME_DIR: '/run/user/1000' }, platform);
    expect(sockets[0]).toBe('/var/run/docker.sock');
    expect(sockets.findIndex((path) => path.includes('podman'))).toBe(sockets.length - 2);
    expect(sockets).toContain('/run/user/1000/docker.sock');
    expect(sockets).toContain('/home/me/.colima/default/docker.sock');
  });

  it('do without XDG_RUNTIME_DIR', () => {
    for (const socket of usualSockets({ HOME: '/home/me' }, 'linux')) expect(socket).toMatch(/^\//);
  });
});

async function socketAt(folder: string, path: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), '');
}
