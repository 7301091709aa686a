import { expect, test } from 'vitest';
import { arrivedAt, reopened } from '../../../../main/app/guide/journeys/arrival';
import { newProgress } from '../../../../main/app/guide/progress';
import { check, labOf, step } from '../fakes';

const one = check({ kind: 'nodes', count: 1 });
const command = { kind: 'command' as const, terminal: 1, code: 'docker node ls' };
const lab = labOf(
  [step('a', 'a', [{ ...command, line: 1 }]), step('b', 'b', [{ ...command, line: 2 }]), step('c')],
  { a: [one, one], b: [one] },
);

test('what lies behind counts as seen and done, and what was limited stays so', () => {
  const limited = { kind: 'limited', why: 'no mesh' } as const;
  const before = {
    ...newProgress(lab),
    checks: { a: [limited, { kind: 'waiting' as const }], b: [], c: [] },
  };
  const { current, visited, checks } = arrivedAt(before, lab, 'c');
  expect({ current, visited }).toEqual({ current: 'c', visited: ['a', 'b', 'c'] });
  expect(checks).toEqual({ a: [limited, { kind: 'done' }], b: [{ kind: 'done' }], c: [] });
});

test('a step that is done again is open with all that follows, and no more', () => {
  const done = arrivedAt(newProgress(lab), lab, 'c');
  const runs = {
    1: { kind: 'passed' as const, terminals: [1] },
    2: { kind: 'passed' as const, terminals: [1] },
  };
  const again = reopened({ ...done, runs, quizzes: { 2: 'x' }, finishedAt: done.startedAt }, lab, 'b');
  expect(again.checks).toEqual({ a: [{ kind: 'done' }, { kind: 'done' }], b: [{ kind: 'waiting' }], c: [] });
  expect(again).toMatchObject({ visited: ['a'], quizzes: {}, finishedAt: undefined });
  expect(Object.keys(again.runs)).toEqual(['1']);
});
