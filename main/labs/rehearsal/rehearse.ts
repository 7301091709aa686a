// A rehearsal: every command of a lab played in order on a real cluster, every check verified, no person present.
import { basename } from 'node:path';
import type { Cluster } from '../../cluster/cluster';
import type { EngineProbe } from '../../engine/engine';
import type { Language } from '../../i18n/i18n';
import { Failure } from '../../failure/failure';
import { asksCluster, capturesOf, printedBy } from '../captures/captures';
import { type Cue, cueOf, outputAfter } from '../cue';
import type { Check, CodeBlock, CommandBlock, Lab, Step } from '../lab';
import { mentions, typedText } from '../mentions';
import { playCheck } from './play-check';
import { playCue, type Scope } from './play-command';
import { playLink } from './play-link';
import { type ActionReport, type RehearsalReport, type StepReport, worst } from './report';
import { openStage, type Stage } from './stage';
import { stopwatch } from './stopwatch';

export interface RehearseOptions {
  lab: Lab;
  cluster: Cluster;
  probe: EngineProbe;
  language: Language;
  signal: AbortSignal;
  /** Milliseconds that a check or a link may take until it holds; two minutes where none is given. */
  patience?: number;
  /** Told as they end. */
  onAction?: (action: ActionReport, step: Step) => void;
  onStep?: (step: StepReport) => void;
}

/**
 * Plays until the end or the first step that fails; what comes after it is reported as not played.
 * @throws Failure `cancelled` where the signal aborts.
 */
export async function rehearse(options: RehearseOptions): Promise<RehearsalReport> {
  const { lab, cluster, probe } = options;
  const startedAt = new Date().toISOString();
  const seconds = stopwatch();
  const stage = await openStage({ ...options, routingMesh: probe.routingMesh });
  const steps: StepReport[] = [];
  try {
    for (const step of lab.steps) {
      const isOver = steps.some(({ status }) => status === 'failed');
      const report = isOver ? notPlayed(step) : await playStep(step, lab, stage, options);
      steps.push(report);
      options.onStep?.(report);
    }
  } finally {
    await stage.close();
  }
  return {
    lab: { id: lab.id, title: lab.title, path: lab.path },
    engine: {
      kind: cluster.engine.kind,
      endpoint: cluster.engine.endpoint,
      version: probe.version,
      routingMesh: probe.routingMesh.kind,
    },
    startedAt,
    seconds: seconds(),
    status: worst(steps.map(({ status }) => status)),
    steps,
  };
}

function notPlayed({ id, title, line }: Step): StepReport {
  return { id, title, line, status: 'not-played', seconds: 0, actions: [] };
}

async function playStep(
  step: Step,
  lab: Lab,
  stage: Stage,
  { onAction }: RehearseOptions,
): Promise<StepReport> {
  const seconds = stopwatch();
  const actions: ActionReport[] = [];
  for await (const action of actionsOf(step, lab, stage, 'all')) {
    actions.push(action);
    onAction?.(action, step);
    if (action.status === 'failed') break;
  }
  const { id, title, line } = step;
  return { id, title, line, status: worst(actions.map(({ status }) => status)), seconds: seconds(), actions };
}

/** The step's actions in order; whoever takes them stops after the first that failed. */
export async function* actionsOf(
  step: Step,
  lab: Lab,
  stage: Stage,
  scope: Scope,
): AsyncGenerator<ActionReport> {
  const post = basename(lab.path);
  for await (const action of played(step, lab, stage, scope))
    yield action.line === undefined ? action : { ...action, at: `${post}:${action.line}` };
}

async function* played(step: Step, lab: Lab, stage: Stage, scope: Scope): AsyncGenerator<ActionReport> {
  for (const block of step.blocks) {
    if (block.kind === 'prose' && scope === 'all') {
      for (const link of block.portLinks) yield await playLink(link, stage);
    } else if (block.kind === 'command' || block.kind === 'code') {
      yield* playBlock(block, step, lab, stage, scope);
    }
  }
  yield* playChecks(step, lab, stage, ({ after }) => after === undefined);
}

async function* playBlock(
  block: CommandBlock | CodeBlock,
  step: Step,
  lab: Lab,
  stage: Stage,
  scope: Scope,
): AsyncGenerator<ActionReport> {
  let cue: Cue | undefined;
  try {
    cue = await cueIn(block, step, lab, stage);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'cancelled') throw error;
    const { line, code: text } = block;
    const detail = error.sentence(stage.language);
    yield { kind: 'command', line, text, status: 'failed', seconds: 0, detail };
    return;
  }
  if (!cue) return;
  yield* await playCue(cue, stage, scope);
  yield* playChecks(step, lab, stage, ({ after }) => after !== undefined && mentions(block, after));
}

/** What a block of the step types now, captured values filled in. */
export async function cueIn(
  block: CommandBlock | CodeBlock,
  step: Step,
  lab: Lab,
  stage: Stage,
): Promise<Cue | undefined> {
  const expected = outputAfter(step.blocks, step.blocks.indexOf(block));
  const printed = printedBy(block, step, lab);
  const known = { captures: capturesOf(lab), values: stage.captured, printed };
  // The swarm that the command before made has a leader when it has settled.
  if (asksCluster(typedText(block), known.captures)) await stage.settle();
  return cueOf(block, expected, stage.cluster, () => stage.watch.refresh(), known);
}

async function* playChecks(
  step: Step,
  { sidecar }: Lab,
  stage: Stage,
  isDue: (check: Check) => boolean,
): AsyncGenerator<ActionReport> {
  const checks = sidecar?.steps[step.id]?.checks ?? [];
  for (const check of checks.filter(isDue)) yield await playCheck(check, stage, sidecar?.file);
}
