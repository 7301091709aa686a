// Keeps the lab's cluster: brings it up, notices when it goes, gets it back, puts it away. What it does is told in its phase.
import type { Leftover, Phase, Text } from '../../../preload/contract';
import type { Cluster } from '../../cluster/cluster';
import { reset } from '../../cluster/reset';
import type { StepOptions } from '../../cluster/steps';
import { type Failure, messageOf } from '../../failure/failure';
import { createEmitter } from '../emitter';
import { toldOf } from '../told';
import { bringUp } from './bring-up';
import { afterCutReset, comeBack } from './come-back';
import { findLeftovers, isInTheWay, removeLeftovers } from './leftovers';
import type { ClusterKeeper, KeeperEvents, Live } from './live';
import { watchLoad } from './load';
import { lookOut } from './lookout';
import { makeLive, release } from './make-live';
import { createOperations } from './operations';
import type { KeeperOptions } from './options';
import { putAway, removeLab } from './put-away';
import { createMemory } from './remember';
import { createStepList } from './step-list';

/** Share of a reset that is its cluster's own. */
const resetShare = 0.95;

export function createKeeper(options: KeeperOptions): ClusterKeeper {
  const { log } = options;
  const events = createEmitter<KeeperEvents>();
  const operations = createOperations(log);
  const rememberStep = createMemory(options);
  let phase: Phase = { kind: 'down' };
  let live: Live | undefined;
  /** The last that was live, until it is put away: a lost one is looked for. */
  let last: Live | undefined;
  let leftovers: Leftover[] = [];
  let looks = 0;
  /** Whether what is left of our own cluster keeps it from starting. */
  let blocked = false;
  let watched = true;
  let over = false;
  let stopWatching = (): void => undefined;

  const tell = (next: Phase): void => {
    phase = next;
    events.tell('phase', next);
  };
  const comeUp = (next: Live, note?: Text): void => {
    [live, last, blocked] = [next, next, false];
    const ends = [
      lookOut(next, log, lose),
      watchLoad(
        next,
        log,
        () => watched,
        (load) => events.tell('load', load),
      ),
    ];
    stopWatching = () => ends.forEach((end) => end());
    events.tell('live', next);
    tell({ kind: 'up', engine: next.engine, ...(note && { note }) });
  };
  const letGo = (): void => {
    stopWatching();
    const old = live;
    live = undefined;
    if (!old) return;
    events.tell('live', undefined);
    release(old);
  };
  const goDown = async (error?: unknown): Promise<void> => {
    letGo();
    await last?.cluster.engine.close();
    last = undefined;
    blocked = isInTheWay(error);
    tell({ kind: 'down', ...(error !== undefined && { failure: toldOf(error) }) });
  };
  /** Beside all else: it changes nothing, and only the last look counts. */
  const lookForLeftovers = (): void => {
    const look = (looks += 1);
    findLeftovers(options, live, blocked).then(
      (found) => {
        if (look !== looks || found.length + leftovers.length === 0) return;
        leftovers = found;
        events.tell('leftovers', found);
      },
      (error: unknown) => log.warn({ error: messageOf(error) }, 'leftovers were not looked for'),
    );
  };

  const start = async (signal: AbortSignal, { clean = false, again = false } = {}): Promise<void> => {
    if (live) return;
    const steps = createStepList('starting', tell, signal);
    if (again) steps.begin('cluster:stepMachineDied');
    // A new machine without a checkpoint to go on from has new nodes.
    let note: Text | undefined = again ? { text: 'cluster:noteAnew', values: {} } : undefined;
    try {
      const onNote = (said: Text): void => void (note = said);
      comeUp(await bringUp({ options, steps, signal, clean, onNote }), note);
    } catch (error) {
      await goDown(signal.aborted ? undefined : error);
    }
    lookForLeftovers();
  };
  const lose = (trouble: Failure): void => {
    const old = live;
    letGo();
    if (!old || over) return;
    tell({ kind: 'lost', failure: toldOf(trouble) });
    void operations.run('return', (signal) => getBack(old, signal));
  };
  const getBack = async (old: Live, signal: AbortSignal): Promise<void> => {
    try {
      const back = await comeBack(options, old, signal);
      if (back) {
        comeUp(back);
        return;
      }
      await old.cluster.engine.close();
    } catch (error) {
      if (signal.aborted) return; // whoever wanted that goes on from here
      await goDown(error);
      lookForLeftovers();
      return;
    }
    await start(signal, { again: true });
  };
  /** Another cluster in the place of the one that is up, by `make`. */
  const replace = async (
    signal: AbortSignal,
    make: (old: Live, options: StepOptions) => Promise<Cluster>,
  ): Promise<void> => {
    if (!live) return;
    const old = live;
    const { cluster, call, engine } = old;
    const steps = createStepList('resetting', tell, signal);
    letGo();
    try {
      const fresh = await make(old, { signal, onProgress: steps.follow(0, resetShare) });
      steps.begin('cluster:stepLive', {}, resetShare);
      comeUp(await makeLive(options, fresh, call, engine));
    } catch (error) {
      const left = await afterCutReset(options, { cluster, call, engine }, error);
      if (left.kind === 'up') comeUp(left.live);
      else await goDown(left.failure);
    }
  };
  const remove = async (): Promise<void> => {
    letGo();
    createStepList('stopping', tell).begin('cluster:stepRemoveLab');
    try {
      await removeLab(options, last);
      await goDown();
    } catch (error) {
      await goDown(error);
    }
    lookForLeftovers();
  };
  const idle = async (): Promise<void> => {
    await operations.settled();
    letGo();
  };

  const keeper: ClusterKeeper = {
    phase: () => phase,
    live: () => live,
    leftovers: () => leftovers,
    on: (event, listener) => events.on(event, listener),
    setWatched: (next) => void (watched = next),
    open: () => keeper.start(),
    start: () => {
      const kinds = operations.kinds();
      if (over || (live && kinds.at(-1) !== 'stop')) return Promise.resolve();
      if (kinds.at(-1) === 'start') return operations.settled();
      operations.abort('return');
      return operations.run('start', start);
    },
    stop: () => {
      if (over || operations.kinds().at(-1) === 'stop') return operations.settled();
      operations.abort();
      return operations.run('stop', remove);
    },
    reset: () => {
      const kinds = operations.kinds();
      if (over || !live || kinds.includes('reset') || kinds.includes('stop')) return Promise.resolve();
      return operations.run('reset', (signal) =>
        replace(signal, ({ cluster, call }, steps) => reset(cluster, call, steps)),
      );
    },
    restore: (name) => {
      if (over || !live || operations.kinds().length > 0) return Promise.resolve();
      return operations.run('restore', (signal) =>
        replace(signal, ({ checkpoints }, steps) => checkpoints.restore(name, steps)),
      );
    },
    cancel: () => {
      if (phase.kind === 'resetting')
        for (const kind of ['reset', 'restore'] as const) operations.abort(kind);
      if (phase.kind !== 'starting') return;
      operations.abort();
      createStepList('stopping', tell).begin('cluster:stepTakeBack');
    },
    cleanUp: () => {
      if (over) return Promise.resolve();
      if (blocked) return operations.run('start', (signal) => start(signal, { clean: true }));
      return operations.run('clean', async () => {
        await removeLeftovers(options, last);
        lookForLeftovers();
      });
    },
    remember: (name, step) => {
      if (over || !live || operations.kinds().length > 0) return;
      rememberStep(live, name, step);
    },
    quit: async () => {
      over = true;
      operations.abort();
      await putAway(options, idle, () => last);
    },
  };
  return keeper;
}
