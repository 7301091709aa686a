// The figures of the closing page, and its table.
import type { Lab, Progress } from '../../../preload/contract';
import { checksOf, type StepView, stepViews } from '../steps/views';

export interface Summary {
  steps: { done: number; total: number };
  /** `done` includes those that the engine could only show in another way: `limited`. */
  checks: { done: number; limited: number; total: number };
  /** Seconds for which steps were shown, undefined where none are known; and minutes that the lab is said to take. */
  time: { spent: number | undefined; expected: number | undefined };
  help: { hints: number; solutions: number };
  rows: StepRow[];
}

export interface StepRow extends StepView {
  /** Seconds for which it was shown. */
  spent: number | undefined;
  /** Minutes that it is said to take. */
  expected: number | undefined;
  /** Hints that were opened. */
  hints: number;
  /** Whether its solution was looked at. */
  isSolved: boolean;
}

export function summaryOf(lab: Lab, progress: Progress): Summary {
  const rows = stepViews(lab, progress).map((view) => rowOf(view, lab, progress));
  const checks = lab.steps.flatMap((step) => checksOf(step, progress));
  const limited = checks.filter(({ kind }) => kind === 'limited').length;
  return {
    steps: { done: rows.filter(({ state }) => state === 'done').length, total: rows.length },
    checks: {
      done: checks.filter(({ kind }) => kind === 'done').length + limited,
      limited,
      total: checks.length,
    },
    time: {
      spent: sum(rows.map(({ spent }) => spent ?? 0)) || undefined,
      expected: lab.sidecar?.minutes,
    },
    help: {
      hints: sum(rows.map(({ hints }) => hints)),
      solutions: rows.filter(({ isSolved }) => isSolved).length,
    },
    rows,
  };
}

function rowOf(view: StepView, lab: Lab, progress: Progress): StepRow {
  const { id } = view.step;
  const spent = progress.times[id];
  return {
    ...view,
    // A file that somebody edited.
    spent: spent !== undefined && spent > 0 ? spent : undefined,
    expected: lab.sidecar?.steps[id]?.minutes,
    hints: progress.hints[id] ?? 0,
    isSolved: progress.solutions.includes(id),
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
