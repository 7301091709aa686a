// Plays what a journey does: a step's commands with their checks, or what mends a fault; each as a stop.
import type { ClusterState } from '../../cluster/state';
import { Failure } from '../../failure/failure';
import { capturesOf } from '../captures/captures';
import { type Cue, cueOf } from '../cue';
import type { Check, Lab, Step } from '../lab';
import { mentions, typedText } from '../mentions';
import { playCheck } from '../rehearsal/play-check';
import { playCue } from '../rehearsal/play-command';
import { cueIn } from '../rehearsal/rehearse';
import type { Stage } from '../rehearsal/stage';
import { deedsOf, type PlayedBlock, terminalsOf } from './expected/effects';
import type { FoundFault } from './faults/mend';
import { codeCost } from './route';
import type { Scene } from './scene';
import type { Stop, Stops } from './stops';

/** @throws Failure `cluster` that names the command or the check that failed. */
export async function playStep(step: Step, lab: Lab, stage: Stage, stops: Stops): Promise<void> {
  const checks = lab.sidecar?.steps[step.id]?.checks ?? [];
  const deeds = deedsOf(lab, step);
  const said = { text: 'travel:stopPlay', values: { step: step.title } } as const;
  for (const { block } of deeds) {
    // Who joins needs the token of a leader, which a new swarm has when it has settled.
    if (block.kind === 'code') await stage.settle();
    await play(block, await cueIn(block, step, lab, stage), said, stage, stops);
    for (const check of checks)
      if (check.after !== undefined && mentions(block, check.after)) await demand(check, step, lab, stage);
  }
  if (deeds.length === 0) return;
  for (const check of checks.filter(({ after }) => after === undefined))
    await demand(check, step, lab, stage);
}

export async function playMends(
  { text, values, mends }: FoundFault,
  lab: Lab,
  scene: Scene,
  stops: Stops,
): Promise<void> {
  const stage = await scene.stage();
  const known = { captures: capturesOf(lab), values: stage.captured, printed: [] };
  const read = (): Promise<ClusterState> => stage.watch.refresh();
  for (const { terminal, block } of mends) {
    const cue = await cueOf(withTerminal(block, terminal), undefined, stage.cluster, read, known);
    await play(block, cue, { text, values }, stage, stops);
    // One command's work is done before the next undoes its cause: a node is empty before it takes part again.
    await scene.look();
  }
}

/** The stops of steps that are still to be played, as far as they are known. */
export function stopsOf(lab: Lab, steps: Step[]): Stop[] {
  return steps.flatMap((step) =>
    deedsOf(lab, step).flatMap(({ block }) => {
      const said = { text: 'travel:stopPlay', values: { step: step.title } } as const;
      const terminals = terminalsOf(block);
      return (terminals.length > 0 ? terminals : [undefined]).map((terminal) =>
        stopOf(said, terminal, typedText(block)),
      );
    }),
  );
}

export function mendStops(faults: FoundFault[]): Stop[] {
  return faults.flatMap(({ mends, ...said }) =>
    mends.map(({ terminal, block }) => stopOf(said, terminal, typedText(block))),
  );
}

type SaidStop = Pick<Stop, 'text' | 'values'>;

function stopOf({ text, values }: SaidStop, terminal: number | undefined, code: string): Stop {
  const node = terminal === undefined ? undefined : `node${terminal}`;
  return { text, values, node, command: code.trim(), weight: codeCost(code) };
}

async function play(
  block: PlayedBlock,
  cue: Cue | undefined,
  said: SaidStop,
  stage: Stage,
  stops: Stops,
): Promise<void> {
  for (const terminal of cue?.terminals ?? []) {
    if (!cue) return;
    const announced = stopOf(said, terminal, typedText(block));
    await stops.make(announced, cue.text.trim(), async () => {
      const reports = await playCue({ ...cue, terminals: [terminal] }, stage, 'commands');
      const failed = reports.find(({ status }) => status === 'failed');
      if (!failed) return;
      const { text, node = '', detail = '–' } = failed;
      throw new Failure('cluster', 'travel:commandFailed', {
        ...{ node, command: text.trim().split('\n')[0] ?? '', detail: flat(detail) },
      });
    });
  }
}

/** Pages are asked for once, at the journey's end: they do not lead anywhere. */
async function demand(check: Check, step: Step, { sidecar }: Lab, stage: Stage): Promise<void> {
  if (check.expect.kind === 'page') return;
  const { status, text, detail = '–' } = await playCheck(check, stage, sidecar?.file);
  if (status === 'failed')
    throw new Failure('cluster', 'travel:checkFailed', {
      step: step.title,
      check: text,
      detail: flat(detail),
    });
}

function withTerminal(block: PlayedBlock, terminal: number): PlayedBlock {
  if (block.kind === 'command' || !block.runs) return block;
  return { ...block, runs: { ...block.runs, terminals: [terminal] } };
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
