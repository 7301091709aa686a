// Plays the steps of a lab on fresh nodes, for the state that they lead to: commands, and the checks that wait for it.
import { dirname, join } from 'node:path';
import type { Cluster } from '../../cluster/cluster';
import { runSteps, type StepOptions, type Step as Titled } from '../../cluster/steps';
import type { Ability } from '../../engine/engine';
import type { Call } from '../../engine/runner';
import { Failure } from '../../failure/failure';
import type { Language } from '../../i18n/i18n';
import type { Lab, Step } from '../lab';
import { actionsOf } from '../rehearsal/rehearse';
import type { ActionReport } from '../rehearsal/report';
import { openStage, type Stage } from '../rehearsal/stage';

export interface Play {
  /** The checkpoint's. */
  name: string;
  lab: Lab;
  /** The lab's first ones. */
  steps: Step[];
  /** Makes the nodes as new. */
  fresh: () => Promise<Cluster>;
  call: Call;
  language: Language;
}

/** Tenths of a second that three fresh nodes take. */
const freshWeight = 35;
/** Tenths of a second that a command takes, with the cluster's coming to rest. */
const commandWeight = 30;

/**
 * Returns the cluster as the last step leaves it.
 * @throws Failure `cluster` that names the command or the check that failed; the cluster is left there.
 */
export async function playSteps(play: Play, options: StepOptions): Promise<Cluster> {
  const { name, lab, steps, call, language } = play;
  const signal = options.signal ?? new AbortController().signal;
  if (signal.aborted) throw new Failure('cancelled', 'cluster:cancelled');
  let cluster: Cluster | undefined;
  let stage: Stage | undefined;
  const reset: Titled = {
    title: 'checkpoints:stepReset',
    weight: freshWeight,
    run: async () => {
      cluster = await play.fresh();
      stage = await openStage({ cluster, routingMesh: await routingMeshOf(cluster, call), language, signal });
    },
  };
  const titled = steps.map((step): Titled => ({
    title: 'checkpoints:stepReplay',
    values: { step: step.title },
    weight: commandWeight * step.blocks.filter(isPlayed).length,
    run: async () => {
      if (stage) await playStep(step, play, stage);
    },
  }));
  try {
    await runSteps([reset, ...titled], options);
  } catch (cause) {
    await stage?.close();
    cluster?.close();
    if (!(cause instanceof Failure) || cause.kind !== 'cancelled') throw cause;
    throw new Failure('cancelled', 'checkpoints:cancelled', { name }, { cause });
  }
  await stage?.close();
  if (!cluster) throw new Error(`${lab.id}: the first step made no cluster`);
  return cluster;
}

function isPlayed(block: Step['blocks'][number]): boolean {
  return block.kind === 'command' || (block.kind === 'code' && block.runs !== undefined);
}

/** Asked with the image that the nodes run: without one it would stay unknown. */
async function routingMeshOf({ engine, nodes }: Cluster, call: Call): Promise<Ability> {
  const image = await call('inspect a node', async () => (await nodes[0]?.container.inspect())?.Config.Image);
  return (await call('probe', () => engine.probe(image))).routingMesh;
}

/** Until the cluster is at rest: the next command, or the learner, meets what the lab says. */
async function playStep(step: Step, { name, lab }: Play, stage: Stage): Promise<void> {
  for await (const action of actionsOf(step, lab, stage, 'commands')) {
    if (action.status !== 'failed') continue;
    const at = action.at ? join(dirname(lab.path), action.at) : `${lab.path}:${step.line}`;
    const values = { name, step: step.title, at, text: firstLine(action), difference: flat(action) };
    throw new Failure('cluster', 'checkpoints:replayFailed', values);
  }
  await stage.settle();
}

function firstLine({ text }: ActionReport): string {
  return text.trim().split('\n')[0] ?? '';
}

function flat({ detail = '–' }: ActionReport): string {
  return detail.replace(/\s+/g, ' ').trim();
}
