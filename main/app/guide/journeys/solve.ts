// Runs a step's solution in the learner's own terminals, where they see it: the author's lines, else the step's commands.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../../failure/failure';
import { capturesOf } from '../../../labs/captures/captures';
import { fill } from '../../../labs/captures/fill';
import type { Block, Lab, Step } from '../../../labs/lab';
import { mentions } from '../../../labs/mentions';
import { createStops, type OnStops, type Stop } from '../../../labs/travel/stops';
import { runCommand } from '../../../terminals/run-command';
import { blockAt, checksOf } from '../blocks';
import { isTicked } from '../progress';
import type { JourneysOptions } from './journeys';

interface SolutionPart {
  terminals: number[];
  text: string;
  /** @throws Failure where it does not go well. */
  run: () => Promise<void>;
}

type SolveOptions = Pick<JourneysOptions, 'keeper' | 'lab' | 'terminals' | 'runs' | 'progress'>;

/** Tenths of a second, as good as any: nobody knows how long a command takes. */
const weight = 30;

/** Milliseconds for a command's work to be seen done, and between two looks; what takes longer is not waited for. */
const breath = 15_000;
const look = 100;

/** @throws Failure `cluster` at the first command that fails; `cancelled` on the signal, which interrupts it. */
export async function solve(
  options: SolveOptions,
  id: string,
  signal: AbortSignal,
  onStops: OnStops,
): Promise<void> {
  const { lab, terminals } = options;
  const step = lab.steps.find((each) => each.id === id);
  if (!step) throw new Failure('bad-input', 'labs:noStep', { step: id });
  const stops = createStops(onStops);
  const parts = partsOf(options, lab, step);
  const announced = parts.map((part) => ({ part, stop: stopOf(step, part) }));
  stops.plan(announced.map(({ stop }) => stop));
  for (const { part, stop } of announced) {
    if (signal.aborted) throw new Failure('cancelled', 'travel:cancelled');
    const interrupt = (): void => {
      for (const number of part.terminals)
        void terminals.main(number).then(
          (terminal) => terminal.write('\x03'),
          () => undefined, // one that does not open runs nothing
        );
    };
    signal.addEventListener('abort', interrupt, { once: true });
    await stops
      .make(stop, stop.command, part.run)
      .finally(() => signal.removeEventListener('abort', interrupt));
  }
}

function stopOf({ title }: Step, { terminals, text }: SolutionPart): Stop {
  const [first] = terminals;
  const node = first === undefined || terminals.length > 1 ? undefined : `node${first}`;
  return { text: 'travel:stopSolve', values: { step: title }, node, command: text.trim(), weight };
}

function partsOf({ keeper, terminals, runs, progress }: SolveOptions, lab: Lab, step: Step): SolutionPart[] {
  const lines = lab.sidecar?.steps[step.id]?.solution ?? [];
  if (lines.length > 0)
    return lines.map(({ terminal, text }) => ({
      ...{ terminals: [terminal], text },
      run: async () => {
        const live = keeper.live();
        if (!live) throw new Failure('cluster', 'terminals:noCluster');
        const known = { captures: capturesOf(lab), values: progress().captures };
        const typed = await fill(text, known, live.cluster, () => live.watch.refresh());
        const { exitStatus } = await runCommand(await terminals.main(terminal), typed, { attended: true });
        if (exitStatus !== 0) throw failureOf(`node${terminal}`, typed, String(exitStatus));
      },
    }));
  /** What is checked after a command tells when its work is done: a promoted node answers as a manager seconds later. */
  const ticked = async (block: Block): Promise<void> => {
    const indices = checksOf(lab, step.id).flatMap(({ after }, index) =>
      after !== undefined && mentions(block, after) ? [index] : [],
    );
    const isOpen = (): boolean => indices.some((index) => !isTicked(progress().checks[step.id]?.[index]));
    for (const deadline = Date.now() + breath; isOpen() && Date.now() < deadline;) await sleep(look);
  };
  return step.blocks.flatMap((block) => {
    if (block.kind !== 'command' && (block.kind !== 'code' || !block.runs)) return [];
    const at = block.kind === 'command' ? [block.terminal] : (block.runs?.terminals ?? []);
    const run = async (): Promise<void> => {
      await runs.run(blockAt(lab, block.line));
      const view = progress().runs[block.line];
      if (view?.kind !== 'failed') return ticked(block);
      if (view.failure) throw new Failure('cluster', view.failure.text, view.failure.values);
      throw failureOf(`node${view.terminals[0] ?? ''}`, block.code, String(view.exitStatus ?? ''));
    };
    return [{ terminals: at, text: block.code, run }];
  });
}

function failureOf(node: string, text: string, detail: string): Failure {
  return new Failure('cluster', 'travel:commandFailed', {
    node,
    command: text.trim().split('\n')[0] ?? '',
    detail,
  });
}
