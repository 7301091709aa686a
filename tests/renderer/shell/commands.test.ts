import { expect, it } from 'vitest';
import { perform, provide } from '../../../renderer/shell/commands';

it('a command is done by who provided it last, and by the one before once that one is gone', () => {
  const done: string[] = [];
  const first = provide('next-step', () => done.push('first'));
  const second = provide('next-step', () => done.push('second'));
  expect(perform('next-step')).toBe(true);
  second();
  expect(perform('next-step')).toBe(true);
  first();
  expect(perform('next-step')).toBe(false);
  expect(done).toEqual(['second', 'first']);
});

it('what was taken back twice takes nobody else’s away', () => {
  const act = (): void => undefined;
  const one = provide('run-next', act);
  provide('run-next', act);
  one();
  one();
  expect(perform('run-next')).toBe(true);
});
