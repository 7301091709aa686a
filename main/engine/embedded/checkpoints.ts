// Checkpoints of a machine: its memory and disk of one moment, to which it goes back within seconds.
import { stat } from 'node:fs/promises';
import { Failure } from '../../failure/failure';
import type { MachineCheckpoint } from '../engine';
import { type Checkpoint, type CheckpointStore, openCheckpointStore } from './checkpoint-store';
import type { Launched } from './launch';
import { saveMachine } from './machine';
import { refusalsOf } from './manifest';
import type { Plan } from './plan';
import type { MachineFolder, MachineRecord } from './record';
import type { Start } from './session';
import { snapshotFiles } from './appliance';
import { digestOf } from './verified-files';
import { join } from 'node:path';

const mebibyte = 2 ** 20;

export interface Scene {
  plan: Plan;
  folder: MachineFolder;
  cacheFolder: string;
}

export function storeOf(folder: MachineFolder): CheckpointStore {
  return openCheckpointStore(folder.checkpoints);
}

export async function listCheckpoints(folder: MachineFolder): Promise<MachineCheckpoint[]> {
  return (await storeOf(folder).list()).filter(({ name }) => name !== resumeName).map(described);
}

/** Name of the checkpoint that the machine was put to sleep as: no learner can give it, as it has a slash. */
export const resumeName = '/resume';

/** Saves while the guest runs on; it is paused for the last moment only. */
export async function saveCheckpoint(
  { plan, folder, cacheFolder }: Scene,
  launched: Launched,
  record: MachineRecord,
  name: string,
  step?: MachineCheckpoint['step'],
): Promise<MachineCheckpoint> {
  const disk = await stat(record.disk);
  // At most: what the guest has not used is not written.
  const needed = record.size.memory * mebibyte + disk.blocks * 512;
  const draft = await storeOf(folder).begin(name, needed);
  try {
    await saveMachine(launched, record, draft.folder);
    const backing = await digestOf(record.base, cacheFolder);
    return described(await draft.commit({ setting: plan.setting, backing, ready: record.ready, step }));
  } catch (error) {
    await draft.abandon();
    throw error;
  }
}

/**
 * What a run from the checkpoint of that name starts with; undefined where there is none.
 * @throws Failure `bad-input` where it cannot be restored here.
 */
export async function startOf(
  { plan, folder, cacheFolder }: Scene,
  name: string,
): Promise<Start | undefined> {
  const checkpoint = await storeOf(folder).find(name);
  if (!checkpoint) return undefined;
  const [refusal] = refusalsOf(checkpoint, plan.setting);
  if (refusal) throw new Failure('bad-input', refusal.text, refusal.values);
  const { snapshot } = plan.ready;
  const bases = [plan.appliance.disk, ...(snapshot ? [snapshot.disk] : [])];
  for (const base of bases) {
    if ((await digestOf(base, cacheFolder)) !== checkpoint.backing) continue;
    return {
      kind: 'checkpoint',
      memory: join(checkpoint.folder, snapshotFiles.memory),
      disk: join(checkpoint.folder, snapshotFiles.disk),
      base,
      ready: checkpoint.ready,
    };
  }
  throw new Failure('bad-input', 'embedded:otherBase', { name });
}

function described({ name, savedAt, step, bytes }: Checkpoint): MachineCheckpoint {
  return { name, savedAt, size: bytes, ...(step && { step }) };
}
