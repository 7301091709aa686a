// Where a rehearsal plays: a cluster, a terminal on each node, and the eye on the cluster's state.
import type { Cluster, ClusterNode } from '../../cluster/cluster';
import { isLeaderless, isSettled } from '../../cluster/settled';
import type { ClusterState } from '../../cluster/state';
import { type ClusterWatch, watchCluster } from '../../cluster/watch';
import type { Ability } from '../../engine/engine';
import { within } from '../../engine/within';
import { Failure } from '../../failure/failure';
import type { Language, Translate } from '../../i18n/i18n';
import { translator } from '../../i18n/i18n';
import { openNodeShell } from '../../terminals/node-shell';
import { openSession } from '../../terminals/session';
import type { Terminal } from '../../terminals/terminal';
import type { Captured } from '../captures/captures';
import { missingTasks } from '../rolling-update';

export interface Stage {
  cluster: Cluster;
  watch: ClusterWatch;
  routingMesh: Ability;
  language: Language;
  say: Translate;
  signal: AbortSignal;
  /** Milliseconds that a check or a link may take until it holds. */
  patience: number;
  /** The terminal of that number: a shell on the node of that number. */
  terminal(number: number): Promise<Terminal>;
  node(number: number): ClusterNode;
  /** Waits, for a while, until nothing is under way any more: the breath that a person takes between two commands. */
  settle(): Promise<void>;
  /** The most tasks of a service that were missing at once since `forget`. */
  mostMissing(service: string): number;
  forget(): void;
  /** Values that outputs gave so far, by name. */
  captured: Captured;
  close(): Promise<void>;
}

/** Milliseconds: swarm needs up to 30 s to see a node that died; under emulation everything takes longer. */
const settleLimit = 60_000;
/** Milliseconds without a leader: where there is no quorum none will come, and the next command is there to show that. */
const leaderlessLimit = 3_000;
/** Milliseconds: a node that went down is declared so after 15 s, a service of six tasks takes 34 s under emulation. */
const usualPatience = 120_000;
/** Wide enough that no line of docker's tables wraps. */
const size = { columns: 400, rows: 50 };

export interface StageOptions {
  cluster: Cluster;
  routingMesh: Ability;
  language: Language;
  signal: AbortSignal;
  /** Milliseconds; `usualPatience` where none is given. */
  patience?: number | undefined;
  /** Values that outputs gave before, where the lab is not played from its beginning. */
  captured?: Captured;
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { cluster, routingMesh, language, signal, patience = usualPatience } = options;
  const watch = await watchCluster(cluster);
  const terminals = new Map<number, Promise<Terminal>>();
  const missing = new Map<string, number>();
  const note = (state: ClusterState): void => {
    for (const { name } of state.services)
      missing.set(name, Math.max(missing.get(name) ?? 0, missingTasks(state, name)));
  };
  watch.onChange(note);

  const node = (number: number): ClusterNode => {
    const found = cluster.nodes[number - 1];
    if (!found)
      throw new Failure('bad-input', 'rehearsal:noTerminal', {
        terminal: number,
        count: cluster.nodes.length,
      });
    return found;
  };
  return {
    cluster,
    watch,
    routingMesh,
    language,
    say: translator(language),
    signal,
    patience,
    node,
    terminal: async (number) => {
      const open = async (): Promise<Terminal> =>
        openSession(await openNodeShell(node(number).container, { size }));
      const terminal = terminals.get(number) ?? open();
      terminals.set(number, terminal);
      return terminal;
    },
    settle: async () => {
      const limit = isLeaderless(await watch.refresh()) ? leaderlessLimit : settleLimit;
      const enough = new AbortController();
      const settled = watch.until(isSettled, enough.signal);
      // A cluster that never rests (a node that is down, a failing service) is told by the checks, not here.
      await within(limit, settled, signal).catch(() => undefined);
      enough.abort();
      if (signal.aborted) throw new Failure('cancelled', 'cluster:cancelled');
    },
    mostMissing: (service) => missing.get(service) ?? 0,
    forget: () => missing.clear(),
    captured: { ...options.captured },
    close: async () => {
      watch.dispose();
      const opened = await Promise.allSettled(terminals.values());
      await Promise.allSettled(
        opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value.close()] : [])),
      );
    },
  };
}
