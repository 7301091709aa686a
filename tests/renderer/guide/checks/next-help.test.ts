// Help in stages.
import { expect, it } from 'vitest';
import { nextHelp } from '../../../../renderer/guide/checks/next-help';
import { command, progress, step } from '../labs';

const acting = step('a', [command(1)]);
const hints = [{ fr: 'un' }, { fr: 'deux' }];
const solution = [{ terminal: 1, text: 'docker node ls' }];

it('is a hint while there is one, then the solution, then nothing', () => {
  const help = { hints, solution };
  expect(nextHelp(acting, help, progress({ hints: { a: 1 } }))).toBe('hint');
  expect(nextHelp(acting, help, progress({ hints: { a: 2 } }))).toBe('solution');
  expect(nextHelp(acting, help, progress({ hints: { a: 2 }, solutions: ['a'] }))).toBeUndefined();
});

it('gives the step’s own commands away where hints led there, and where no solution is written', () => {
  expect(nextHelp(acting, { hints, solution: [] }, progress({ hints: { a: 2 } }))).toBe('solution');
  expect(nextHelp(step('a'), { hints, solution: [] }, progress({ hints: { a: 2 } }))).toBeUndefined();
});

it('shows a written solution without any hints, but not what stands on the page anyway', () => {
  expect(nextHelp(acting, { hints: [], solution }, progress())).toBe('solution');
  expect(nextHelp(acting, undefined, progress())).toBeUndefined();
});
