import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../../main/engine/embedded/appliance';
import { type Manifest, type Setting, writeManifest } from '../../../main/engine/embedded/manifest';
import { pack } from '../../../main/engine/embedded/packed-file';
import {
  chooseReady,
  ownReady,
  packedOf,
  readyCluster,
  saveReady,
} from '../../../main/engine/embedded/ready';
import { sha256OfFile } from '../../../main/images/store';
import { scratchFolder } from '../../helpers/scratch';
import { anySetting } from './any-machine';
import { fakeLaunched, fakeQmp } from './fake-launched';

let appliance: Appliance;
let cache = '';
beforeEach(async () => {
  const top = await scratchFolder();
  const at = (name: string): string => join(top, 'appliance', name);
  appliance = {
    ...{ architecture: 'x64', inputs: '', images: { node: 'essaim/node:1', gateway: 'essaim/gateway:1' } },
    ...{ kernel: at('vmlinuz'), initrd: at('initrd'), disk: at('disk.qcow2'), ready: at('ready') },
  };
  cache = join(top, 'cache');
  for (const folder of [appliance.ready, cache]) await mkdir(folder, { recursive: true });
  for (const file of [appliance.kernel, appliance.initrd, appliance.disk]) await writeFile(file, file);
});

/** A snapshot as it was shipped, or made here. */
async function write(folder: string, setting: Setting = anySetting): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files: Manifest['files'] = {};
  for (const name of ['ram', 'disk.qcow2']) await writeFile(join(folder, name), `${name} in ${folder}`);
  for (const file of [join(folder, 'ram'), join(folder, 'disk.qcow2'), appliance.disk])
    files[relative(folder, file)] = { sha256: await sha256OfFile(file), size: (await stat(file)).size };
  await writeManifest(join(folder, 'manifest.json'), { setting, files, builtAt: new Date().toISOString() });
}

const choose = (setting = anySetting) => chooseReady(appliance, setting, cache);
const snapshotIn = (folder: string) => ({
  snapshot: { folder, memory: join(folder, 'ram'), disk: join(folder, 'disk.qcow2') },
  refusals: [],
});

describe('the ready snapshot', () => {
  it('may be missing, which needs no reason', async () => {
    expect(await choose()).toEqual({ snapshot: undefined, refusals: [] });
    await writeFile(join(appliance.ready, 'ram'), 'cut off before its manifest');
    expect(await choose()).toEqual({ snapshot: undefined, refusals: [] });
  });

  it('is the shipped one where that fits', async () => {
    await write(appliance.ready);
    expect(await choose()).toEqual(snapshotIn(appliance.ready));
  });

  it('is unpacked once where it was shipped packed', async () => {
    await write(appliance.ready);
    const memory = join(appliance.ready, 'ram');
    const { sha256 } = await pack(memory, packedOf(memory));
    await rm(memory);
    const own = join(cache, `ram-${sha256.slice(0, 12)}`);
    const expected = { snapshot: { ...snapshotIn(appliance.ready).snapshot, memory: own }, refusals: [] };
    expect(await choose()).toEqual(expected);
    const { ino } = await stat(own);
    expect(await choose()).toEqual(expected);
    expect((await stat(own)).ino).toBe(ino);

    await writeFile(own, 'damaged since');
    expect(await choose()).toEqual(expected);
    await writeFile(packedOf(memory), 'damaged, too');
    await rm(own);
    expect((await choose()).refusals.map(({ text }) => text)).toEqual(['snapshots:damagedPack']);
  });

  it('is the laptop’s own before the shipped one', async () => {
    await write(appliance.ready);
    await write(ownReady(cache));
    expect(await choose()).toEqual(snapshotIn(ownReady(cache)));
  });

  it('is the shipped one where the laptop’s own no longer fits', async () => {
    await write(appliance.ready);
    await write(ownReady(cache), { ...anySetting, cpus: 4 });
    expect(await choose()).toEqual(snapshotIn(appliance.ready));
  });

  it('is refused with every reason of both', async () => {
    await write(ownReady(cache), { ...anySetting, cpus: 4 });
    await write(appliance.ready, { ...anySetting, accelerator: 'kvm', memory: 2048 });
    expect(await choose()).toMatchObject({
      snapshot: undefined,
      refusals: [
        { text: 'snapshots:otherCpus', values: { saved: 4, present: 2 } },
        { text: 'snapshots:otherAccelerator' },
        { text: 'snapshots:otherMemory', values: { saved: 2048, present: 1280 } },
      ],
    });
  });

  it.each<[string, () => Promise<void>, string]>([
    ['manifest', () => writeFile(join(appliance.ready, 'manifest.json'), '{'), 'snapshots:badManifest'],
    ['memory', () => writeFile(join(appliance.ready, 'ram'), 'cut'), 'snapshots:cutShort'],
    ['base', () => writeFile(appliance.disk, `${appliance.disk}+`), 'snapshots:wrongSize'],
  ])('is refused where its %s is damaged', async (_, harm, text) => {
    await write(appliance.ready);
    await harm();
    const { snapshot, refusals } = await choose();
    expect(snapshot).toBeUndefined();
    expect(refusals.map((refusal) => refusal.text)).toEqual([text]);
  });

  it('has three nodes from the appliance’s images', () => {
    expect(readyCluster(appliance)).toEqual({ name: 'labo', nodes: 3, images: appliance.images });
  });
});

describe.skipIf(process.platform === 'win32')('saving a ready snapshot', () => {
  async function save(states?: Parameters<typeof fakeQmp>[0], answer?: (verb: string) => string) {
    const { launched, asked } = fakeLaunched(fakeQmp(states).qmp, answer);
    const disk = join(cache, 'run.qcow2');
    await writeFile(disk, 'disk');
    const saving = saveReady({
      ...{ launched, from: { disk }, appliance, setting: anySetting, cacheFolder: cache },
      ...{ folder: ownReady(cache), qemuImage: '/usr/bin/true' },
    });
    return saving.then(() => asked);
  }

  it('forgets the keys first, overwrites where they were, and gives one that fits', async () => {
    const asked = await save();
    const verbs = asked.map(([verb]) => verb);
    expect([verbs[0], verbs.at(-1)]).toEqual(['lock', 'zero']);
    const pads = asked.slice(1, -1);
    expect(new Set(pads.map(([verb]) => verb))).toEqual(new Set(['pad']));
    // All of the port's buffers: 128 of 4096 bytes.
    expect(pads.length * (pads[0]?.[1].length ?? 0)).toBeGreaterThan(128 * 4096);
    expect(await choose()).toEqual(snapshotIn(ownReady(cache)));
    expect((await readdir(ownReady(cache))).sort()).toEqual(['disk.qcow2', 'manifest.json', 'ram']);
  });

  it('replaces the one before', async () => {
    await write(ownReady(cache), { ...anySetting, cpus: 4 });
    await save();
    expect(await choose()).toEqual(snapshotIn(ownReady(cache)));
  });

  it.each<[string, Parameters<typeof save>]>([
    ['QEMU', [[{ status: 'failed', 'error-desc': 'No space left on device' }]]],
    ['the guest', [undefined, (verb) => (verb === 'zero' ? fail('no answer') : '')]],
  ])('leaves the one before where %s fails', async (_, how) => {
    await write(ownReady(cache));
    await expect(save(...how)).rejects.toThrow();
    expect(await choose()).toEqual(snapshotIn(ownReady(cache)));
    expect(await readdir(cache)).not.toContain('ready.part');
  });
});

function fail(message: string): never {
  throw new Error(message);
}
