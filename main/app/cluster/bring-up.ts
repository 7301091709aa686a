// From no engine to a lab that is up: takes up the cluster that runs, sleeps or was saved last, else makes one.
import type { Text } from '../../../preload/contract';
import type { Cluster } from '../../cluster/cluster';
import { findClusters } from '../../cluster/find';
import { attachReady } from '../../cluster/start';
import { up } from '../../cluster/up';
import { chooseEngine } from '../../engine/choose';
import { endMachine, listMachines } from '../../engine/embedded/machines';
import type { Engine } from '../../engine/engine';
import { type Call, createCall } from '../../engine/runner';
import { Failure } from '../../failure/failure';
import { translator } from '../../i18n/i18n';
import { goBack } from './go-back';
import { removeClusters, removeMachines } from './leftovers';
import type { Live } from './live';
import { makeLive, release, viewEngine } from './make-live';
import { choiceOf, clusterName, type KeeperOptions, nodesOf } from './options';
import { revive } from './revive';
import type { StepList } from './step-list';

export interface BringUp {
  options: KeeperOptions;
  steps: StepList;
  signal: AbortSignal;
  /** Whether what is in the way is removed, as the learner said so. */
  clean: boolean;
  /** Told what of the learner’s work did not come back. */
  onNote: (note: Text) => void;
}

/** Shares of the whole at which its parts begin: a machine takes as long as all that comes after it. */
const shares = { machine: 0.05, cluster: { docker: 0.1, embedded: 0.6 }, live: 0.95 };

/** @throws Failure after taking back what it made: a machine that was launched for nothing ends. */
export async function bringUp(task: BringUp): Promise<Live> {
  const { options, steps, signal } = task;
  const before = await machineState(options);
  const { engine, why } = await openEngine(task, before === 'asleep');
  const call = createCall(engine, options.log);
  let isOurs = false;
  try {
    isOurs = await hasCluster(engine, call);
    const cluster = await takeUp(task, engine, call);
    steps.begin('cluster:stepLive', {}, shares.live);
    const live = await makeLive(options, cluster, call, viewEngine(options, engine, call, why));
    if (!signal.aborted) return live;
    release(live);
    throw new Failure('cancelled', 'cluster:cancelled');
  } catch (error) {
    if (before === 'running') await engine.close();
    else await takeBack(options, engine, call, isOurs && signal.aborted);
    throw error;
  }
}

async function machineState({
  paths,
}: KeeperOptions): Promise<'running' | 'asleep' | 'leftover' | undefined> {
  return (await listMachines(paths.machines)).find(({ name }) => name === clusterName)?.state;
}

async function openEngine(
  { options, steps, signal }: BringUp,
  isAsleep: boolean,
): Promise<{ engine: Engine; why: Text }> {
  const choice = choiceOf(options);
  // Who put the lab to sleep wants that one.
  const wish =
    isAsleep && choice.wish === 'auto' && !choice.environment.DOCKER_HOST ? 'embedded' : choice.wish;
  steps.begin('cluster:stepEngine');
  const chosen = await chooseEngine({
    ...choice,
    wish,
    signal,
    onChosen: (kind, { text, values }) => {
      const why = translator(options.language())(text, values);
      steps.reword(kind === 'docker' ? 'cluster:engineDocker' : 'cluster:engineEmbedded', { why });
    },
    onStage: ({ text, values }) => steps.begin(text, values, shares.machine),
  });
  if (!chosen) throw new Error('an engine to keep is launched where none is there');
  return { engine: chosen.engine, why: chosen.why };
}

/** Whether a cluster of ours, which somebody has used, is on the engine. */
async function hasCluster(engine: Engine, call: Call): Promise<boolean> {
  if (engine.machine?.ready) return false;
  return (await findClusters(engine, call)).some(({ name }) => name === clusterName);
}

async function takeUp(
  { options, steps, signal, clean, onNote }: BringUp,
  engine: Engine,
  call: Call,
): Promise<Cluster> {
  const { machine } = engine;
  const share = shares.cluster[engine.kind];
  if (clean) {
    steps.begin('cluster:stepCleanUp', {}, share);
    await removeMachines(options);
    await removeClusters(engine, call, !machine?.ready);
  }
  const found = (await findClusters(engine, call)).find(({ name }) => name === clusterName);
  if (found && !machine?.ready) {
    if (found.state === 'leftover') throw new Failure('cluster', 'cluster:leftInTheWay');
    steps.begin('cluster:stepAttach', {}, share);
    return found.state === 'up'
      ? attachReady(engine, clusterName, call, signal)
      : revive(engine, call, signal);
  }
  const saved = machine && (await goBack({ engine, machine, call, steps, share, signal, onNote }));
  if (saved) return saved;
  const images = await options.images();
  const onProgress = steps.follow(share, shares.live);
  return up(engine, { name: clusterName, ...nodesOf(options), images, kept: true, onProgress, signal }, call);
}

/** Ends a machine that was launched for nothing; the learner's own work in it is put back to sleep. */
async function takeBack(
  { paths, log }: KeeperOptions,
  engine: Engine,
  call: Call,
  isWork: boolean,
): Promise<void> {
  const { machine } = engine;
  if (!machine) return engine.close();
  try {
    if (isWork) await call('suspend', () => machine.suspend());
    else if ((await machine.list()).length === 0) await call('remove the machine', () => machine.remove());
    else await endMachine(paths.machines, clusterName);
  } catch (error) {
    log.warn({ error }, 'the machine could not be taken back in order');
    await endMachine(paths.machines, clusterName);
  }
}
