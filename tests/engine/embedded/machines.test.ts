import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { resumeName, storeOf } from '../../../main/engine/embedded/checkpoints';
import { listMachines, removeMachine } from '../../../main/engine/embedded/machines';
import { type MachineFolder, machineFolder, writeRecord } from '../../../main/engine/embedded/record';
import { isOwnerGone, ownerMark } from '../../../main/engine/owner';
import { scratchFolder } from '../../helpers/scratch';
import { anyMachine, anySetting, deadMark, livingMark } from './any-machine';

let machines = '';
beforeEach(async () => {
  machines = join(await scratchFolder(), 'machines');
});

async function machine(name: string, qemu: string) {
  const made = await anyMachine(machines, name, { qemu, owner: ownerMark() });
  await writeRecord(made.folder, made.record);
  return made;
}

async function save(folder: MachineFolder, name: string): Promise<void> {
  const draft = await storeOf(folder).begin(name, 1);
  for (const file of ['ram', 'disk.qcow2']) await writeFile(join(draft.folder, file), file);
  await draft.commit({ setting: anySetting, backing: 'a'.repeat(64), ready: true });
}

describe.skipIf(process.platform === 'win32')('the machines', () => {
  it('are none before the first', async () => {
    expect(await listMachines(machines)).toEqual([]);
  });

  it('run, sleep or are left over', async () => {
    await machine('a-runs', await livingMark());
    await machine('b-died', deadMark());
    await save(machineFolder(machines, 'c-sleeps'), resumeName);
    const damaged = await machine('d-damaged', ownerMark());
    await writeFile(join(damaged.folder.path, 'machine.json'), '{');
    await mkdir(join(machines, 'e-empty'));
    await writeFile(join(machines, 'e-empty.lock'), deadMark());
    expect(await listMachines(machines)).toEqual([
      { name: 'a-runs', state: 'running' },
      { name: 'b-died', state: 'leftover' },
      { name: 'c-sleeps', state: 'asleep' },
      { name: 'd-damaged', state: 'leftover' },
      { name: 'e-empty', state: 'leftover' },
    ]);
  });

  it('that nobody answers for are ended and removed, checkpoints included', async () => {
    const { folder, record } = await anyMachine(machines, 'labo', {
      ...{ qemu: await livingMark(), owner: deadMark(), kept: false },
    });
    await writeRecord(folder, record);
    await save(folder, 'one');
    await removeMachine(machines, 'labo', true);
    expect(isOwnerGone(record.qemu)).toBe(true);
    expect(await readdir(machines)).toEqual([]);
  });

  it('that run are left alone', async () => {
    const { folder, record } = await machine('labo', await livingMark());
    await removeMachine(machines, 'labo', true);
    expect(isOwnerGone(record.qemu)).toBe(false);
    expect([existsSync(record.disk), existsSync(folder.keys)]).toEqual([true, true]);
    expect(await listMachines(machines)).toEqual([{ name: 'labo', state: 'running' }]);
  });

  it('that another process is launching are left to it', async () => {
    await mkdir(join(machines, 'labo'), { recursive: true });
    await writeFile(join(machines, 'labo.lock'), await livingMark());
    await expect(removeMachine(machines, 'labo', true)).rejects.toMatchObject({ text: 'embedded:busy' });
    expect((await readdir(machines)).sort()).toEqual(['labo', 'labo.lock']);
  });

  it('that are not there are none to remove', async () => {
    await removeMachine(machines, 'labo', true);
    expect(await readdir(machines)).toEqual([]);
  });
});
