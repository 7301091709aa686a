// A cluster that is up, as the parts of the app use it, and where it comes from.
import type { EngineView, Leftover, NodeLoad, Phase } from '../../../preload/contract';
import type { Cluster } from '../../cluster/cluster';
import type { ClusterWatch } from '../../cluster/watch';
import type { Call } from '../../engine/runner';
import type { Checkpoints } from '../../labs/checkpoints/checkpoints';

export interface Live {
  cluster: Cluster;
  watch: ClusterWatch;
  call: Call;
  engine: EngineView;
  checkpoints: Checkpoints;
}

/** Keeps the lab's cluster: brings it up, notices when it goes, puts it away. Everything about it is told in `phase`. */
export interface ClusterKeeper {
  phase(): Phase;
  /** The cluster while the phase is `up`; another object after each reset, restore or return. */
  live(): Live | undefined;
  leftovers(): Leftover[];
  /**
   * At the app's start: takes up the cluster that runs or sleeps, else starts one. Like the others below it never
   * rejects: what fails is told in `phase`.
   */
  open(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  reset(): Promise<void>;
  /** Goes back to one of the cluster's checkpoints. */
  restore(name: string): Promise<void>;
  cancel(): void;
  cleanUp(): Promise<void>;
  /** Saves a checkpoint of that name in the background; one at a time, and never in the way of anything else. */
  remember(name: string, step: string): void;
  /** Whether somebody sees the load: it is not looked at otherwise. At first somebody does. */
  setWatched(watched: boolean): void;
  /** Puts the lab away as the setting says, before the app ends; bounded in time. */
  quit(): Promise<void>;
  on<E extends keyof KeeperEvents>(event: E, listener: (told: KeeperEvents[E]) => void): () => void;
}

export interface KeeperEvents {
  phase: Phase;
  live: Live | undefined;
  leftovers: Leftover[];
  load: NodeLoad[];
}
