import { expect, test } from 'vitest';
import { carryOver } from '../../../main/app/guide/carry';
import { newProgress } from '../../../main/app/guide/progress';
import type { Block } from '../../../main/labs/lab';
import { check, labOf, step } from './fakes';

const command = (line: number, code: string): Block => ({ kind: 'command', line, terminal: 1, code });
const quiz = (line: number, question: string): Block => ({
  ...{ kind: 'quiz', line, question, form: 'answer', choices: [] },
  answer: 'oui',
});
const joined = check({ kind: 'node', name: 'node2', member: true }, 'docker swarm join');
const one = check({ kind: 'nodes', managers: 1 });
const two = check({ kind: 'nodes', managers: 2 });

const before = labOf(
  [
    step('a', 'A', [command(3, 'docker ps'), quiz(8, 'Combien ?')]),
    step('b', 'B', [command(12, 'docker node ls'), command(14, 'docker node ls')]),
  ],
  { a: [joined, one] },
);
const done = {
  ...newProgress(before),
  current: 'b',
  visited: ['a', 'b'],
  checks: { a: [{ kind: 'done' as const }, { kind: 'done' as const }], b: [] },
  runs: {
    3: { kind: 'passed' as const, terminals: [1] },
    14: { kind: 'failed' as const, terminals: [1], exitStatus: 2 },
  },
  quizzes: { 8: 'trois' },
  hints: { a: 2, gone: 1 },
  times: { a: 30, b: 5 },
  solutions: ['a'],
  startedAt: '2026-11-25T10:00:00.000Z',
};

test('a lab that was read again unchanged keeps all of its progress', () => {
  expect(carryOver(done, before, before)).toEqual({ ...done, hints: { a: 2 } });
});

test('commands and questions go on at their new lines, two of the same text each at its own', () => {
  const after = labOf(
    [
      step('a', 'A', [command(5, 'docker ps'), quiz(10, 'Combien ?')]),
      step('b', 'B', [command(14, 'docker node ls'), command(16, 'docker node ls')]),
    ],
    { a: [joined, one] },
  );
  const carried = carryOver(done, before, after);
  expect(carried.runs).toEqual({ 5: done.runs[3], 16: done.runs[14] });
  expect(carried.quizzes).toEqual({ 10: 'trois' });
});

test('a check that states something else is open again, one that only moved stays ticked', () => {
  const after = labOf(before.steps, { a: [two, joined] });
  expect(carryOver(done, before, after).checks.a?.map(({ kind }) => kind)).toEqual(['waiting', 'done']);
});

test('what spoke of a step or a command that is gone is forgotten, and the first step is shown', () => {
  const after = labOf([step('a', 'A', [command(3, 'docker ps -a')])], {});
  expect(carryOver(done, before, after)).toMatchObject({
    current: 'a',
    visited: ['a'],
    runs: {},
    quizzes: {},
    times: { a: 30 },
    startedAt: done.startedAt,
  });
});
