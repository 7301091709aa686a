// The lab again: after the engine or a part of it has gone, and after a reset that did not come to its end.
import { setTimeout as sleep } from 'node:timers/promises';
import { listMachines } from '../../engine/embedded/machines';
import { Failure, messageOf } from '../../failure/failure';
import type { Live } from './live';
import { makeLive } from './make-live';
import { clusterName, type KeeperOptions } from './options';
import { removeLab } from './put-away';
import { isGone, revive } from './revive';

/** Milliseconds between two looks. */
const pause = 1_000;

/**
 * The lab anew; undefined where its machine has ended, so that only a new one brings it back.
 * @throws Failure `cancelled`, or as `revive` where something of it was removed.
 */
export async function comeBack(
  options: KeeperOptions,
  { cluster, call, engine: view }: Live,
  signal: AbortSignal,
): Promise<Live | undefined> {
  const { engine } = cluster;
  for (;;) {
    if (signal.aborted) throw new Failure('cancelled', 'cluster:cancelled');
    if (engine.machine && !(await machineRuns(options))) return undefined;
    try {
      return await makeLive(options, await revive(engine, call, signal), call, view);
    } catch (error) {
      if (isGone(error)) throw error;
      options.log.debug({ error: messageOf(error) }, 'the lab is not back yet');
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined); // aborted: seen above
  }
}

async function machineRuns({ paths }: KeeperOptions): Promise<boolean> {
  const found = await listMachines(paths.machines);
  return found.some(({ name, state }) => name === clusterName && state === 'running');
}

/** Milliseconds: nodes that were just started answer within 40 s under emulation on a busy machine. */
const wholeLimit = 60_000;

type Outcome = { kind: 'up'; live: Live } | { kind: 'down'; failure: Failure };

/** After a reset that was cancelled or failed: the lab as far as it is there, or nothing of it. */
export async function afterCutReset(
  options: KeeperOptions,
  { cluster, call, engine: view }: Pick<Live, 'cluster' | 'call' | 'engine'>,
  cause: unknown,
): Promise<Outcome> {
  try {
    const whole = await revive(cluster.engine, call, AbortSignal.timeout(wholeLimit));
    return { kind: 'up', live: await makeLive(options, whole, call, view) };
  } catch {
    // Nodes are missing, or the engine is: what is left serves nobody.
    await removeLab(options, { cluster }).catch(() => undefined); // a later start finds it, and says so
    const kind = cause instanceof Failure ? cause.kind : 'cluster';
    return { kind: 'down', failure: new Failure(kind, 'cluster:resetCut', {}, { cause }) };
  }
}
