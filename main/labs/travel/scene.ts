// Where a journey acts: the stage of the cluster of now, which is another one once the nodes were made as new.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../cluster/cluster';
import { isSettled } from '../../cluster/settled';
import type { Ability } from '../../engine/engine';
import { within } from '../../engine/within';
import { Failure } from '../../failure/failure';
import type { Language } from '../../i18n/i18n';
import type { Captured } from '../captures/captures';
import { openStage, type Stage } from '../rehearsal/stage';
import { readSight, type Sight } from './sight';

/** What a journey is given of the cluster. */
export interface Ground {
  /** The one of now; another after `reset` and `restore`. */
  cluster(): Cluster;
  routingMesh: Ability;
  /** Names of the machine's checkpoints by the id of the step at whose end each was saved. */
  checkpoints(): Promise<Map<string, string>>;
  /** Makes the nodes as new. Rejects where that fails, or the signal aborts. */
  reset(signal: AbortSignal): Promise<void>;
  /** Goes back to a checkpoint, likewise. */
  restore(name: string, signal: AbortSignal): Promise<void>;
}

export interface Scene {
  /** Opened where there is none. */
  stage(): Promise<Stage>;
  /** The cluster once it is at rest, or after a while. */
  look(): Promise<Sight>;
  /** Lets go of the stage, before the cluster becomes another. */
  leave(): Promise<void>;
}

/** Milliseconds that a bent cluster is waited for: it may never rest. */
const restLimit = 15_000;
/** Milliseconds for a check to hold; the embedded engine may be emulated. */
const patience = { docker: 60_000, embedded: 180_000 };

export function openScene(
  ground: Ground,
  language: Language,
  signal: AbortSignal,
  captured: Captured,
): Scene {
  let open: Promise<Stage> | undefined;
  const stage = (): Promise<Stage> => {
    const cluster = ground.cluster();
    const { kind } = cluster.engine;
    const opened =
      open ??
      openStage({
        cluster,
        routingMesh: ground.routingMesh,
        language,
        signal,
        patience: patience[kind],
      }).then((made) => ({
        ...made,
        captured,
        settle: () => rest(made, kind === 'docker' ? restLimit : 4 * restLimit),
      }));
    open = opened;
    return opened;
  };
  return {
    stage,
    look: async () => {
      const at = await stage();
      await at.settle();
      await sleep(agreement);
      await at.settle();
      return readSight(at.cluster, at.watch.current());
    },
    leave: async () => {
      const left = open;
      open = undefined;
      await (await left?.catch(() => undefined))?.close(); // one that never opened needs no closing
    },
  };
}

/** Milliseconds between two looks that must agree: what was asked for a moment ago, as a drain, shows after it. */
const agreement = 150;

async function rest({ watch, signal }: Stage, limit: number): Promise<void> {
  await watch.refresh();
  const enough = new AbortController();
  const settled = watch.until(isSettled, enough.signal);
  // One that never rests is told by its faults.
  await within(limit, settled, signal).catch(() => undefined);
  enough.abort();
  if (signal.aborted) throw new Failure('cancelled', 'travel:cancelled');
}
