// `essaim rehearse`: a lab played to its end on a cluster of its own, which is removed afterwards.
import type { Cluster } from '../../cluster/cluster';
import { down } from '../../cluster/down';
import { up } from '../../cluster/up';
import { sizeForNodes } from '../../engine/embedded/size';
import type { Engine, EngineProbe } from '../../engine/engine';
import type { Call } from '../../engine/runner';
import type { Lab } from '../../labs/lab';
import { refuseBroken } from '../../labs/refuse-broken';
import { rehearse } from '../../labs/rehearsal/rehearse';
import type { RehearsalReport } from '../../labs/rehearsal/report';
import type { Context } from '../context';
import { onEngine, type Opened } from '../on-engine';
import { openLab, readLab } from '../open-lab';
import { defaultLab } from '../up';
import { actionLine, publish, type ReportOptions, stepLine } from './report';
import { rehearseAgain } from './watch';

export interface RehearseArguments extends ReportOptions {
  keep: boolean;
  watch: boolean;
  memory?: number;
  subnet?: string;
}

export async function rehearseCommand(
  context: Context,
  labName: string | undefined,
  options: RehearseArguments,
): Promise<number> {
  const name = labName ?? defaultLab;
  const source = await openLab(context, name);
  if (options.watch) return rehearseAgain(context, { ...source, name }, options);
  const lab = await readPlayable(context, source.path);
  const report = await onOwnCluster(context, lab, options, ({ cluster, probe }) =>
    play(lab, { cluster, probe }, context, context.signal),
  );
  await publish(report, options, context);
  return report.status === 'failed' ? 1 : 0;
}

/** Tells what will be missing offline, which need not be in the way here. */
export async function readPlayable(context: Context, path: string): Promise<Lab> {
  const { language, tell } = context;
  const lab = await readLab(context, path);
  refuseBroken(lab, language);
  for (const { line, message, offline } of lab.warnings)
    if (offline) tell(`${lab.path}:${line ?? 1}: ${message[language]}`);
  return lab;
}

export function nodesOf(lab: Lab): number {
  return Math.max(1, lab.terminals);
}

export interface Stage {
  cluster: Cluster;
  probe: EngineProbe;
  call: Call;
  /** Says that the stage has another cluster now, as after a reset: that is what is removed in the end. */
  replace: (cluster: Cluster) => void;
}

/** Runs `use` on a cluster for the lab, and puts it away, whatever happens. */
export function onOwnCluster<T>(
  context: Context,
  lab: Lab,
  options: RehearseArguments,
  use: (stage: Stage) => Promise<T>,
): Promise<T> {
  const { keep, memory } = options;
  const wanted = {
    name: `repetition-${process.pid}`,
    purpose: keep ? ('keep' as const) : ('own' as const),
    size: sizeForNodes(nodesOf(lab), memory),
  };
  return onEngine(context, wanted, (opened) => stageOn(opened, context, lab, options, use));
}

async function stageOn<T>(
  { engine, call, cluster: name }: Opened,
  context: Context,
  lab: Lab,
  { keep, memory, subnet }: RehearseArguments,
  use: (stage: Stage) => Promise<T>,
): Promise<T> {
  const { say, tell, signal, onProgress } = context;
  const images = await context.images();
  tell(say('cli:rehearsing', { title: lab.title, engine: engine.endpoint }));
  const upOptions = { name, nodes: nodesOf(lab), images, kept: keep, memory, subnet, onProgress, signal };
  let cluster = await up(engine, upOptions, call);
  try {
    const probe = await call('probe', () => engine.probe(images.node.reference));
    const { routingMesh } = probe;
    if (routingMesh.kind === 'no')
      tell(say('cli:noMesh', { why: say(routingMesh.why.text, routingMesh.why.values) }));
    return await use({ cluster, probe, call, replace: (fresh) => (cluster = fresh) });
  } finally {
    await end(cluster, engine, call, keep);
  }
}

async function end(cluster: Cluster, engine: Engine, call: Call, keep: boolean): Promise<void> {
  cluster.close();
  // A machine of our own ends with all that is in it.
  if (!keep && engine.kind === 'docker') await down(engine, cluster.name, call);
}

/** @throws Failure `cancelled` where `signal` aborts. */
export function play(
  lab: Lab,
  { cluster, probe }: Pick<Stage, 'cluster' | 'probe'>,
  { language, tell }: Context,
  signal: AbortSignal,
): Promise<RehearsalReport> {
  return rehearse({
    ...{ lab, cluster, probe, language, signal },
    onAction: (action) => tell(actionLine(action)),
    onStep: (step) => tell(stepLine(step)),
  });
}
