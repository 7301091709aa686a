// Where a machine ended unsaved (a crash, a power cut), its lab goes on from the newest checkpoint.
import type { Text } from '../../../preload/contract';
import type { Cluster } from '../../cluster/cluster';
import { attachReady } from '../../cluster/start';
import type { Engine, EngineMachine } from '../../engine/engine';
import type { Call } from '../../engine/runner';
import { Failure } from '../../failure/failure';
import { clusterName } from './options';
import type { StepList } from './step-list';

interface GoBack {
  engine: Engine;
  machine: EngineMachine;
  call: Call;
  steps: StepList;
  /** Of the whole that is done before. */
  share: number;
  signal: AbortSignal;
  onNote: (note: Text) => void;
}

/** Undefined where there is no checkpoint, or none that can be restored: then the lab begins anew. */
export async function goBack(task: GoBack): Promise<Cluster | undefined> {
  const { engine, machine, call, steps, share, signal, onNote } = task;
  const newest = (await machine.list()).at(-1);
  if (!newest) return undefined;
  steps.begin('cluster:stepGoBack', { name: newest.name }, share);
  try {
    await call('restore', () => machine.restore(newest.name));
  } catch (error) {
    if (!(error instanceof Failure) || signal.aborted) throw error;
    steps.fail();
    onNote({ text: 'cluster:noteAnew', values: {} });
    return undefined;
  }
  onNote({ text: 'cluster:noteWentBack', values: { name: newest.name } });
  // What was ready is no more: these are the learner's own nodes.
  if (machine.ready) await machine.claim('taken');
  return attachReady(engine, clusterName, call, signal);
}
