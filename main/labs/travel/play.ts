// Plays what a journey does: a step's commands with their checks, or what mends a fault; each as a stop.
import { Failure } from '../../failure/failure';
import { cueOf } from '../cue';
import type { Check, Lab, OutputBlock, Step } from '../lab';
import { playCheck } from '../rehearsal/play-check';
import { playCue } from '../rehearsal/play-command';
import type { Stage } from '../rehearsal/stage';
import { deedsOf, type PlayedBlock, terminalsOf } from './expected/effects';
import type { FoundFault } from './faults/mend';
import { codeCost } from './route';
import type { Stop, Stops } from './stops';

/** @throws Failure `cluster` that names the command or the check that failed. */
export async function playStep(step: Step, lab: Lab, stage: Stage, stops: Stops): Promise<void> {
  const checks = lab.sidecar?.steps[step.id]?.checks ?? [];
  const deeds = deedsOf(step);
  const said = { text: 'travel:stopPlay', values: { step: step.title } } as const;
  for (const { block, output } of deeds) {
    await playBlock(block, output, said, stage, stops);
    for (const check of checks)
      if (check.after !== undefined && block.code.includes(check.after)) await demand(check, step, stage);
  }
  if (deeds.length === 0) return;
  for (const check of checks.filter(({ after }) => after === undefined)) await demand(check, step, stage);
}

export async function playMends(
  { text, values, mends }: FoundFault,
  stage: Stage,
  stops: Stops,
): Promise<void> {
  for (const { terminal, block } of mends)
    await playBlock(withTerminal(block, terminal), undefined, { text, values }, stage, stops);
}

/** The stops of steps that are still to be played, as far as they are known. */
export function stopsOf(steps: Step[]): Stop[] {
  return steps.flatMap((step) =>
    deedsOf(step).flatMap(({ block }) => {
      const said = { text: 'travel:stopPlay', values: { step: step.title } } as const;
      const terminals = terminalsOf(block);
      return (terminals.length > 0 ? terminals : [undefined]).map((terminal) =>
        stopOf(said, terminal, block.code),
      );
    }),
  );
}

export function mendStops(faults: FoundFault[]): Stop[] {
  return faults.flatMap(({ mends, ...said }) =>
    mends.map(({ terminal, block }) => stopOf(said, terminal, block.code)),
  );
}

type SaidStop = Pick<Stop, 'text' | 'values'>;

function stopOf({ text, values }: SaidStop, terminal: number | undefined, code: string): Stop {
  const node = terminal === undefined ? undefined : `node${terminal}`;
  return { text, values, node, command: code.trim(), weight: codeCost(code) };
}

async function playBlock(
  block: PlayedBlock,
  output: OutputBlock | undefined,
  said: SaidStop,
  stage: Stage,
  stops: Stops,
): Promise<void> {
  const cue = await cueOf(block, output, stage.cluster, () => stage.watch.refresh());
  for (const terminal of cue?.terminals ?? []) {
    if (!cue) return;
    const announced = stopOf(said, terminal, block.code);
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
async function demand(check: Check, step: Step, stage: Stage): Promise<void> {
  if (check.expect.kind === 'page') return;
  const { status, text, detail = '–' } = await playCheck(check, stage);
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
