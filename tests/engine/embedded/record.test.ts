import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ended,
  endLeftover,
  exclusively,
  type MachineFolder,
  machineFolder,
  machineNames,
  type MachineRecord,
  readRecord,
  removeRecord,
  stateOf,
  writeRecord,
} from '../../../main/engine/embedded/record';
import { isOwnerGone, ownerMark } from '../../../main/engine/owner';
import { scratchFolder } from '../../helpers/scratch';
import { anyMachine, anyRun, deadMark, livingMark } from './any-machine';

let machines = '';
beforeEach(async () => {
  machines = await scratchFolder();
});

/** A machine whose processes are all this one. */
function ours(fields: Partial<MachineRecord> = {}) {
  return anyMachine(machines, 'labo', { qemu: ownerMark(), owner: ownerMark(), ...fields });
}

describe('the record', () => {
  it('comes back as it was written, in no other’s sight', async () => {
    const { folder, record } = await ours({ forwards: { 40_001: 80 } });
    expect(await readRecord(folder)).toBeUndefined();
    await writeRecord(folder, record);
    expect(await readRecord(folder)).toEqual(record);
    const replaces = { qemu: deadMark(), sockets: '/s', disk: '/d' };
    await writeRecord(folder, { ...record, replaces });
    expect(await readRecord(folder)).toEqual({ ...record, replaces });
    expect((await readdir(folder.path)).filter((name) => name.startsWith('machine.json.'))).toEqual([]);
    if (process.platform !== 'win32')
      expect((await stat(join(folder.path, 'machine.json'))).mode & 0o077).toBe(0);
    await removeRecord(folder);
    await removeRecord(folder);
    expect(await readRecord(folder)).toBeUndefined();
  });

  it.each(['', '{', '{"name": "labo"}'])('that is damaged is none: %j', async (text) => {
    const { folder } = await ours();
    await writeFile(join(folder.path, 'machine.json'), text);
    expect(await readRecord(folder)).toBeUndefined();
  });
});

describe('the names of machines', () => {
  it('are those of the folders, in order', async () => {
    expect(await machineNames(join(machines, 'none'))).toEqual([]);
    for (const name of ['b', 'a']) await mkdir(join(machines, name));
    await writeFile(join(machines, 'a.lock'), '');
    expect(await machineNames(machines)).toEqual(['a', 'b']);
  });
});

describe.skipIf(process.platform === 'win32')('the state', () => {
  it.each([
    ['running', { qemu: true, owner: true, kept: true, replaces: false }],
    ['running', { qemu: true, owner: true, kept: false, replaces: false }],
    ['running', { qemu: true, owner: false, kept: true, replaces: false }],
    ['leftover', { qemu: true, owner: false, kept: false, replaces: false }],
    ['leftover', { qemu: false, owner: true, kept: true, replaces: false }],
    ['leftover', { qemu: false, owner: false, kept: true, replaces: false }],
    ['running', { qemu: true, owner: true, kept: true, replaces: true }],
    ['leftover', { qemu: true, owner: false, kept: true, replaces: true }],
  ])('is %s where what lives is %j', async (state, { qemu, owner, kept, replaces }) => {
    const mark = (lives: boolean): Promise<string> => (lives ? livingMark() : Promise.resolve(deadMark()));
    const run = { qemu: await mark(true), ...(await anyRun(machines, 'old')) };
    const { record } = await ours({
      ...{ kept, qemu: await mark(qemu), owner: await mark(owner) },
      ...(replaces ? { replaces: run } : {}),
    });
    expect(stateOf(record)).toBe(state);
  });
});

describe.skipIf(process.platform === 'win32')('what is left over', () => {
  it('is ended and removed, but for its checkpoints', async () => {
    const { folder, record } = await ours({ qemu: await livingMark(), owner: deadMark() });
    await writeRecord(folder, record);
    await mkdir(folder.checkpoints);
    await endLeftover(folder, record);
    expect(isOwnerGone(record.qemu)).toBe(true);
    expect(await readdir(folder.path)).toEqual(['checkpoints']);
  });

  it('may be two machines, one about to replace the other', async () => {
    const { folder, record } = await ours({ qemu: await livingMark(), owner: deadMark() });
    const replaces = { qemu: await livingMark(), ...(await anyRun(folder.path, 'old')) };
    await endLeftover(folder, { ...record, replaces });
    for (const { qemu, sockets, disk } of [record, replaces])
      expect([isOwnerGone(qemu), existsSync(sockets), existsSync(disk)]).toEqual([true, false, false]);
  });

  it('may be no more than files', async () => {
    const { folder, record } = await ours({ qemu: deadMark(), owner: deadMark(), sockets: '/nowhere/s' });
    await endLeftover(folder, record);
    expect(await readdir(folder.path)).not.toContain('run.qcow2');
  });
});

describe.skipIf(process.platform === 'win32')('waiting for an end', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('kills only after its patience', async () => {
    const kill = vi.spyOn(process, 'kill');
    const kills = (): unknown[] => kill.mock.calls.filter(([, signal]) => signal === 'SIGKILL');
    const mark = await livingMark();
    vi.useFakeTimers({ toFake: ['Date'] });
    const waiting = ended(mark, 1_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([isOwnerGone(mark), kills()]).toEqual([false, []]);
    vi.setSystemTime(Date.now() + 1_000);
    await waiting;
    expect(isOwnerGone(mark)).toBe(true);
    await ended(mark, 0);
    expect(kills()).toHaveLength(1);
  });
});

describe.skipIf(process.platform === 'win32')('one at a time', () => {
  let folder: MachineFolder;
  let lock = '';
  beforeEach(() => {
    folder = machineFolder(machines, 'labo');
    lock = `${folder.path}.lock`;
  });

  it('gives the lock back, after an error too', async () => {
    const held = await exclusively(folder, () => readFile(lock, 'utf8'));
    expect(held).toBe(ownerMark());
    await expect(exclusively(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });

  it('refuses a second one, and leaves the first its lock', async () => {
    await exclusively(folder, async () => {
      await expect(exclusively(folder, () => expect.fail('it ran'))).rejects.toMatchObject({
        kind: 'engine',
        text: 'embedded:busy',
        values: { file: lock },
      });
      expect(existsSync(lock)).toBe(true);
    });
  });

  it('refuses while another process lives, and takes over from one that died', async () => {
    await writeFile(lock, await livingMark());
    await expect(exclusively(folder, () => Promise.resolve())).rejects.toMatchObject({
      text: 'embedded:busy',
    });
    await writeFile(lock, deadMark());
    expect(await exclusively(folder, () => readFile(lock, 'utf8'))).toBe(ownerMark());
  });

  it('does not judge who has not yet written who it is', async () => {
    await writeFile(lock, '');
    await expect(exclusively(folder, () => Promise.resolve())).rejects.toMatchObject({
      text: 'embedded:busy',
    });
  });
});
