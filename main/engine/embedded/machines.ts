// All machines of this learner: running, asleep, or left over from an accident.
import { rm } from 'node:fs/promises';
import { storeOf } from './checkpoints';
import { endLeftover, exclusively, machineFolder, machineNames, readRecord, stateOf } from './record';

export interface FoundMachine {
  name: string;
  /** `asleep`: ended, with checkpoints to go on from. */
  state: 'running' | 'asleep' | 'leftover';
}

export async function listMachines(machines: string): Promise<FoundMachine[]> {
  const names = await machineNames(machines);
  return Promise.all(
    names.map(async (name) => {
      const folder = machineFolder(machines, name);
      const record = await readRecord(folder);
      if (record) return { name, state: stateOf(record) };
      const saved = await storeOf(folder).list();
      return { name, state: saved.length > 0 ? ('asleep' as const) : ('leftover' as const) };
    }),
  );
}

/**
 * Ends a machine that nobody answers for, and removes what is left of it; its checkpoints only where they are to go, too.
 * One that runs is its engine's to end.
 */
export async function removeMachine(machines: string, name: string, withCheckpoints: boolean): Promise<void> {
  const folder = machineFolder(machines, name);
  await exclusively(folder, async () => {
    const record = await readRecord(folder);
    if (record && stateOf(record) === 'running') return;
    if (record) await endLeftover(folder, record);
    const saved = withCheckpoints ? [] : await storeOf(folder).list();
    if (saved.length === 0) await rm(folder.path, { recursive: true, force: true });
  });
}

/** Ends a machine at once, whoever uses it, with all that it has not saved; its checkpoints stay. */
export async function endMachine(machines: string, name: string): Promise<void> {
  const folder = machineFolder(machines, name);
  await exclusively(folder, async () => {
    const record = await readRecord(folder);
    if (record) await endLeftover(folder, record);
    if ((await storeOf(folder).list()).length === 0) await rm(folder.path, { recursive: true, force: true });
  });
}
