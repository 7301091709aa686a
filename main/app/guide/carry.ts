// What of a progress goes on when its lab was read anew: an author has changed a line, and stands where they stood.
import type { Progress } from '../../../preload/contract';
import type { Block, Lab, Step } from '../../labs/lab';
import { isDeepStrictEqual } from 'node:util';
import { checksOf } from './blocks';
import { newProgress, waiting } from './progress';

/** Steps go on by their id, checks by what they state, commands by their text, questions by theirs. */
export function carryOver(progress: Progress, before: Lab, after: Lab): Progress {
  const ids = after.steps.map(({ id }) => id);
  const isThere = (id: string): boolean => ids.includes(id);
  const anew = newProgress(after);
  const lines = movedLines(before.steps, after.steps);
  return {
    ...anew,
    current: isThere(progress.current) ? progress.current : anew.current,
    visited: progress.visited.filter(isThere),
    checks: Object.fromEntries(ids.map((id) => [id, carriedChecks(id, progress, before, after)])),
    runs: byNewLine(progress.runs, lines),
    quizzes: byNewLine(progress.quizzes, lines),
    hints: ofSteps(progress.hints, isThere),
    times: ofSteps(progress.times, isThere),
    solutions: progress.solutions.filter(isThere),
    captures: progress.captures,
    startedAt: progress.startedAt,
  };
}

function carriedChecks(id: string, progress: Progress, before: Lab, after: Lab): Progress['checks'][string] {
  const old = checksOf(before, id);
  return checksOf(after, id).map(({ after: command, expect }) => {
    const index = old.findIndex(
      (check) => check.after === command && isDeepStrictEqual(check.expect, expect),
    );
    return progress.checks[id]?.[index] ?? waiting;
  });
}

/** New line of each old block that is still there, by the old line. */
function movedLines(before: Step[], after: Step[]): Map<number, number> {
  const taken = new Set<number>();
  const moved = new Map<number, number>();
  const places = after.flatMap(({ id, blocks }) =>
    blocks.map((block) => ({ name: nameOf(id, block), block })),
  );
  for (const { id, blocks } of before)
    for (const block of blocks) {
      const name = nameOf(id, block);
      const found = places.find((place) => place.name === name && !taken.has(place.block.line));
      if (!found) continue;
      taken.add(found.block.line);
      moved.set(block.line, found.block.line);
    }
  return moved;
}

function nameOf(step: string, block: Block): string {
  const text = 'code' in block ? block.code : block.kind === 'quiz' ? block.question : '';
  return JSON.stringify([step, block.kind, text]);
}

function byNewLine<T>(all: Record<number, T>, lines: Map<number, number>): Record<number, T> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([line, value]) => {
      const moved = lines.get(Number(line));
      return moved === undefined ? [] : [[moved, value]];
    }),
  );
}

function ofSteps<T>(all: Record<string, T>, isThere: (id: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => isThere(id)));
}
