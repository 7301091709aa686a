// Commands about machines of our own of which nobody runs; those that run are tested on a real QEMU.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { storeOf } from '../../main/engine/embedded/checkpoints';
import { machineFolder, writeRecord } from '../../main/engine/embedded/record';
import { isOwnerGone } from '../../main/engine/owner';
import { fakeEngine } from '../engine/docker/fake-engine';
import { anyMachine, anySetting, deadMark, livingMark } from '../engine/embedded/any-machine';
import { program, says, writeQemu } from '../engine/embedded/fake-qemu';
import { type Here, here } from './run-here';

let now: Here;
beforeEach(async () => {
  now = await here();
});

/** A machine whose owner died while QEMU went on; gives QEMU's mark. */
async function leftover(name: string): Promise<string> {
  const mark = { qemu: await livingMark(), owner: deadMark(), kept: false };
  const { folder, record } = await anyMachine(now.machines, name, mark);
  await writeRecord(folder, record);
  return record.qemu;
}

async function asleep(name: string): Promise<void> {
  const draft = await storeOf(machineFolder(now.machines, name)).begin('one', 1);
  for (const file of ['ram', 'disk.qcow2']) await writeFile(join(draft.folder, file), file);
  await draft.commit({ setting: anySetting, backing: 'a'.repeat(64), ready: true });
}

async function emptyDocker(): Promise<void> {
  const { socket } = await fakeEngine({
    'GET /_ping': { body: 'OK' },
    'GET /containers/json': { body: [] },
    'GET /volumes': { body: { Volumes: null } },
    'GET /networks': { body: [] },
  });
  vi.stubEnv('DOCKER_HOST', `unix://${socket}`);
}

describe.skipIf(process.platform === 'win32')('status', () => {
  it('names what is left over, beside what the engine has; not what sleeps', async () => {
    await emptyDocker();
    await leftover('old');
    await asleep('labo');
    expect(await now.essaim('status', '--json')).toBe(0);
    expect(JSON.parse(now.written.printed)).toEqual({
      clusters: [{ name: 'old', nodes: { wanted: 0, running: 0 }, state: 'leftover', parts: ['old'] }],
      name: 'labo',
      state: null,
    });
  });

  it.each([
    ['--engine', 'embedded', 'status'],
    ['status', '--engine=embedded'],
  ])('needs no engine (%#)', async (...words) => {
    expect(await now.essaim(...words)).toBe(0);
    expect(now.written.printed).toMatch(/no cluster/i);
  });
});

describe.skipIf(process.platform === 'win32')('down', () => {
  it('ends and removes what is left over, whatever its name, but not what sleeps', async () => {
    const qemu = await leftover('old');
    await asleep('other');
    expect(await now.essaim('--engine', 'embedded', 'down')).toBe(0);
    expect(isOwnerGone(qemu)).toBe(true);
    expect(await readdir(now.machines)).toEqual(['other']);
    expect(now.written.told).toBe('Machine “old” ended and removed, with its checkpoints.\n');
  });

  it('removes what sleeps where it is named, or all is', async () => {
    for (const name of ['labo', 'second', 'third']) await asleep(name);
    await now.essaim('--engine', 'embedded', 'down');
    expect(await readdir(now.machines)).toEqual(['second', 'third']);
    await now.essaim('--engine', 'embedded', 'down', '--all');
    expect(await readdir(now.machines)).toEqual([]);
  });

  it('is done where machines were all there was, and no Docker answers', async () => {
    await asleep('labo');
    expect(await now.essaim('down')).toBe(0);
    await expect(now.essaim('down')).rejects.toMatchObject({ kind: 'no-engine' });
  });

  it('of nothing says so', async () => {
    await emptyDocker();
    for (const engine of ['auto', 'docker', 'embedded'])
      expect(await now.essaim('--engine', engine, 'down')).toBe(0);
    expect(now.written.told).toBe('Nothing to remove: there is no cluster “labo”.\n'.repeat(3));
  });
});

describe('suspend', () => {
  it('is nothing for a Docker Engine', async () => {
    await emptyDocker();
    await expect(now.essaim('suspend')).rejects.toMatchObject({ kind: 'usage', text: 'cli:suspendDocker' });
  });

  it('needs a lab that is up', async () => {
    await expect(now.essaim('--engine', 'embedded', 'suspend')).rejects.toMatchObject({
      ...{ kind: 'cluster', text: 'cluster:notUp', values: { name: 'labo' } },
    });
  });
});

describe.skipIf(process.platform === 'win32')('doctor', () => {
  interface Diagnosis {
    engine: object | null;
    embedded: Record<string, unknown>;
    clusters: { name: string; state: string }[];
    problems: string[];
  }
  const diagnosis = (): Diagnosis => JSON.parse(now.written.printed) as Diagnosis;

  it('names what is left over, and what either engine lacks', async () => {
    await leftover('old');
    expect(await now.essaim('doctor', '--json')).toBe(4);
    const { engine, embedded, clusters, problems } = diagnosis();
    expect([engine, embedded.works]).toEqual([null, false]);
    expect(clusters).toMatchObject([{ name: 'old', state: 'leftover' }]);
    for (const each of [/“old”/, /none\.sock/, /npm run appliance/])
      expect(problems).toContainEqual(expect.stringMatching(each));
  });

  it('says what our own engine has here, and is content with it', async () => {
    const appliance = process.env.ESSAIM_APPLIANCE ?? '';
    await mkdir(appliance);
    const index = { architecture: 'x64', inputs: '', images: { node: 'n', gateway: 'g' } };
    await writeFile(join(appliance, 'appliance.json'), JSON.stringify(index));
    const version = `case "$*" in --version) ${says('10.0.2')};; *) echo 'no /dev/kvm' >&2; exit 1;; esac`;
    const qemu = join(await writeQemu(version), program);
    vi.stubEnv('ESSAIM_QEMU', qemu);
    vi.stubEnv('DOCKER_HOST', undefined);
    // Names an engine that is not there, so that no usual socket is tried.
    vi.stubEnv('DOCKER_CONTEXT', 'none');
    expect(await now.essaim('doctor', '--json')).toBe(0);
    expect(diagnosis()).toMatchObject({
      engine: null,
      embedded: {
        ...{ works: true, qemu: { path: qemu, version: '10.0.2' }, accelerator: 'tcg' },
        ...{ size: { memory: 1280, cpus: 2 }, ready: 'none', refusals: [], seconds: 40 },
        ...(process.platform === 'linux' && {
          refusedAccelerator: { accelerator: 'kvm', said: 'no /dev/kvm' },
        }),
      },
      clusters: [],
      problems: [],
    });
    now.written.printed = '';
    expect(await now.essaim('doctor')).toBe(0);
    for (const line of ['QEMU 10.0.2', 'emulation, without virtualisation', 'no /dev/kvm', 'about 40 s'])
      expect(now.written.printed).toContain(line);
  });
});
