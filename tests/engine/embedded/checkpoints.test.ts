import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  listCheckpoints,
  resumeName,
  saveCheckpoint,
  type Scene,
  startOf,
  storeOf,
} from '../../../main/engine/embedded/checkpoints';
import type { Plan } from '../../../main/engine/embedded/plan';
import type { MachineRecord } from '../../../main/engine/embedded/record';
import { ownerMark } from '../../../main/engine/owner';
import { sha256OfFile } from '../../../main/images/store';
import { scratchFolder } from '../../helpers/scratch';
import { anyMachine, anySetting } from './any-machine';
import { fakeLaunched, fakeQmp } from './fake-launched';

let scene: Scene;
let record: MachineRecord;
let applianceDisk = '';
let readyDisk = '';

beforeEach(async () => {
  const top = await scratchFolder();
  [applianceDisk, readyDisk] = [join(top, 'appliance.qcow2'), join(top, 'ready.qcow2')];
  await writeFile(applianceDisk, 'the appliance’s disk');
  await writeFile(readyDisk, 'the ready snapshot’s disk');
  const made = await anyMachine(join(top, 'machines'), 'labo', { qemu: ownerMark(), owner: ownerMark() });
  record = { ...made.record, base: applianceDisk };
  const cacheFolder = join(top, 'cache');
  await mkdir(cacheFolder);
  scene = { plan: plan(readyDisk), folder: made.folder, cacheFolder };
});

/** What checkpoints look at of a plan. */
function plan(ready: string | undefined, setting = anySetting): Plan {
  const snapshot = ready === undefined ? undefined : { folder: '', memory: '', disk: ready };
  return {
    appliance: { disk: applianceDisk },
    setting,
    ready: { snapshot, refusals: [] },
  } as unknown as Plan;
}

async function save(name: string, run = record): Promise<void> {
  await saveCheckpoint(scene, fakeLaunched().launched, run, name);
}

describe('saving', () => {
  it('writes memory and disk of one moment, and lets the guest go on', async () => {
    const { qmp, commands } = fakeQmp();
    const step = { lab: 'voting', step: 'scale' };
    const saved = await saveCheckpoint(scene, fakeLaunched(qmp).launched, record, 'one', step);
    expect(saved).toMatchObject({ name: 'one', step });
    expect(saved.size).toBeGreaterThan(0);
    expect(Date.parse(saved.savedAt)).not.toBeNaN();
    expect(commands.at(-1)).toBe('cont');
    expect(await listCheckpoints(scene.folder)).toEqual([saved]);
    const [checkpoint] = await storeOf(scene.folder).list();
    expect(checkpoint).toMatchObject({ setting: anySetting, backing: await sha256OfFile(applianceDisk) });
    const read = (file: string) => readFile(join(checkpoint?.folder ?? '', file), 'utf8');
    expect([await read('ram'), await read('disk.qcow2')]).toEqual(['memory', 'disk']);
  });

  it('that fails leaves nothing behind, and the guest goes on', async () => {
    await save('one');
    const { qmp, commands } = fakeQmp([{ status: 'failed', 'error-desc': 'write: No space left on device' }]);
    const saving = saveCheckpoint(scene, fakeLaunched(qmp).launched, record, 'two');
    await expect(saving).rejects.toMatchObject({ kind: 'engine', text: 'embedded:diskFull' });
    expect(commands.at(-1)).toBe('cont');
    expect(await readdir(scene.folder.checkpoints)).toHaveLength(1);
    expect(await listCheckpoints(scene.folder)).toMatchObject([{ name: 'one' }]);
  });

  it('for a sleep is not listed', async () => {
    await save(resumeName);
    expect(await listCheckpoints(scene.folder)).toEqual([]);
    expect(await startOf(scene, resumeName)).toMatchObject({ kind: 'checkpoint' });
  });
});

describe('going back', () => {
  it('to what was never saved is nowhere', async () => {
    expect(await startOf(scene, 'one')).toBeUndefined();
  });

  it.each([true, false])(
    'starts from memory and disk of the latest of that name (as new: %s)',
    async (ready) => {
      await save('one');
      await save('one', { ...record, ready });
      await save('two');
      const folder = (await storeOf(scene.folder).find('one'))?.folder ?? '';
      expect(await startOf(scene, 'one')).toEqual({
        kind: 'checkpoint',
        memory: join(folder, 'ram'),
        disk: join(folder, 'disk.qcow2'),
        base: applianceDisk,
        ready,
      });
    },
  );

  it('finds the ready snapshot’s disk below it, wherever that is now', async () => {
    await save('one', { ...record, base: readyDisk });
    expect(await startOf(scene, 'one')).toMatchObject({ base: readyDisk, ready: true });
    const moved = `${readyDisk}.moved`;
    await writeFile(moved, await readFile(readyDisk));
    await rm(readyDisk);
    expect(await startOf({ ...scene, plan: plan(moved) }, 'one')).toMatchObject({ base: moved, ready: true });
  });

  it.each([[true], [false]])('is refused where its base is no more (ready snapshot: %s)', async (isThere) => {
    await save('one', { ...record, base: readyDisk });
    await writeFile(readyDisk, 'the ready snapshot’s disk, made anew');
    const now = { ...scene, plan: plan(isThere ? readyDisk : undefined) };
    await expect(startOf(now, 'one')).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'embedded:otherBase',
      values: { name: 'one' },
    });
  });

  it('is refused in another setting, and says why', async () => {
    await save('one');
    const now = { ...scene, plan: plan(readyDisk, { ...anySetting, memory: 2048 }) };
    await expect(startOf(now, 'one')).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'snapshots:otherMemory',
      values: { saved: 1280, present: 2048 },
    });
  });
});
