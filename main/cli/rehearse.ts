// `essaim rehearse`: a lab played to its end on a cluster of its own, which is removed afterwards.
import { writeFile } from 'node:fs/promises';
import pc from 'picocolors';
import type { Cluster } from '../cluster/cluster';
import { down } from '../cluster/down';
import { up } from '../cluster/up';
import { sizeForNodes } from '../engine/embedded/size';
import type { Engine } from '../engine/engine';
import type { Call } from '../engine/runner';
import type { Lab } from '../labs/lab';
import { findLab, loadLab } from '../labs/load';
import { refuseBroken } from '../labs/refuse-broken';
import { toJUnit } from '../labs/rehearsal/junit';
import { rehearse } from '../labs/rehearsal/rehearse';
import type { ActionReport, RehearsalReport, Status, StepReport } from '../labs/rehearsal/report';
import type { Context } from './context';
import { onEngine, type Opened } from './on-engine';
import { defaultLab } from './up';

interface RehearseArguments {
  json: boolean;
  report?: string;
  junit?: string;
  keep: boolean;
  memory?: number;
  subnet?: string;
}

export async function rehearseCommand(
  context: Context,
  labName: string | undefined,
  options: RehearseArguments,
): Promise<number> {
  const { paths, language } = context;
  const lab = await loadLab(await findLab(labName ?? defaultLab, paths.labs));
  refuseBroken(lab, language);
  const name = `repetition-${process.pid}`;
  const nodes = Math.max(1, lab.terminals);
  const { keep, memory } = options;
  const wanted = {
    name,
    purpose: keep ? ('keep' as const) : ('own' as const),
    size: sizeForNodes(nodes, memory),
  };
  const report = await onEngine(context, wanted, (opened) => rehearseOn(opened, context, lab, options));
  if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  if (options.junit) await writeFile(options.junit, toJUnit(report));
  if (options.json) context.print(JSON.stringify(report, null, 2));
  else for (const line of summary(report, context)) context.print(line);
  return report.status === 'failed' ? 1 : 0;
}

async function rehearseOn(
  { engine, call, cluster: name }: Opened,
  context: Context,
  lab: Lab,
  options: RehearseArguments,
): Promise<RehearsalReport> {
  const { say, tell, language, signal } = context;
  const images = await context.images();
  tell(say('cli:rehearsing', { title: lab.title, engine: engine.endpoint }));
  const { memory, subnet } = options;
  const upOptions = { name, nodes: Math.max(1, lab.terminals), images, kept: options.keep, memory, subnet };
  const cluster = await up(engine, { ...upOptions, onProgress: context.onProgress, signal }, call);
  try {
    const probe = await call('probe', () => engine.probe(images.node.reference));
    const { routingMesh } = probe;
    if (routingMesh.kind === 'no')
      tell(say('cli:noMesh', { why: say(routingMesh.why.text, routingMesh.why.values) }));
    return await rehearse({
      lab,
      cluster,
      probe,
      language,
      signal,
      onAction: (action) => tell(actionLine(action)),
      onStep: (step) => tell(stepLine(step)),
    });
  } finally {
    await end(cluster, engine, call, options.keep);
  }
}

async function end(cluster: Cluster, engine: Engine, call: Call, keep: boolean): Promise<void> {
  cluster.close();
  // A machine of our own ends with all that is in it.
  if (!keep && engine.kind === 'docker') await down(engine, cluster.name, call);
}

const marks: Record<Status, string> = {
  passed: pc.green('✓'),
  limited: pc.yellow('~'),
  failed: pc.red('✗'),
  'not-played': pc.dim('·'),
};

function actionLine({ kind, node, text, status, seconds, detail }: ActionReport): string {
  const where = node ? `[${node}] ` : '';
  const what = kind === 'output' ? `→ ${text}` : text.replace(/\s*\\\n\s*/g, ' ');
  const why = detail ? pc.dim(`\n        ${detail.replace(/\n/g, '\n        ')}`) : '';
  return `      ${marks[status]} ${where}${what} ${pc.dim(`${seconds.toFixed(1)} s`)}${why}`;
}

function stepLine({ title, status, seconds }: StepReport): string {
  return `  ${marks[status]} ${pc.bold(title)} ${pc.dim(`${seconds.toFixed(1)} s`)}`;
}

function summary({ steps, status, seconds, lab }: RehearsalReport, { say }: Context): string[] {
  const count = (wanted: Status): number => steps.filter((step) => step.status === wanted).length;
  const verdicts = {
    passed: 'cli:verdictPassed',
    limited: 'cli:verdictLimited',
    failed: 'cli:verdictFailed',
    'not-played': 'cli:verdictFailed',
  } as const;
  return [
    say(verdicts[status], { title: lab.title, seconds: seconds.toFixed(0) }),
    ...steps.map(stepLine),
    say('cli:stepCounts', {
      passed: count('passed'),
      limited: count('limited'),
      failed: count('failed'),
      notPlayed: count('not-played'),
    }),
  ];
}
