// How far each step is: what the rail and the overview draw.
import { describe, expect, it } from 'vitest';
import type { CheckView } from '../../../../preload/contract';
import { currentIndex, stepViews } from '../../../../renderer/guide/steps/views';
import { command, lab, progress, step } from '../labs';

const done: CheckView = { kind: 'done' };
const open: CheckView = { kind: 'open', expected: 'x', found: 'y' };
const limited: CheckView = { kind: 'limited', why: 'z' };

describe('a step with checks', () => {
  const states = (checks: CheckView[], visited = ['a']): string[] =>
    stepViews(lab(step('a')), progress({ visited, checks: { a: checks } })).map(({ state }) => state);

  it('is done when each check holds, or cannot be shown by this engine', () => {
    expect(states([done, limited])).toEqual(['done']);
  });
  it('is partly done when one of several holds', () => {
    expect(states([done, open])).toEqual(['partly']);
  });
  it('is only begun when none holds, though it was read', () => {
    expect(states([open, { kind: 'waiting' }])).toEqual(['seen']);
  });
  it('is done without having been seen: the learner ran ahead', () => {
    expect(states([done], [])).toEqual(['done']);
    expect(states([open], [])).toEqual(['unseen']);
  });
});

describe('a step without checks', () => {
  it('is done once it was read where it has no commands', () => {
    const both = lab(step('a'), step('b'));
    expect(stepViews(both, progress({ visited: ['a'] })).map(({ state }) => state)).toEqual([
      'done',
      'unseen',
    ]);
  });
  it('is done once each of its commands has ended', () => {
    const one = lab(step('a', [command(10), command(20)]));
    const state = (runs: ReturnType<typeof progress>['runs']): string | undefined =>
      stepViews(one, progress({ visited: ['a'], runs }))[0]?.state;
    expect(state({})).toBe('seen');
    expect(state({ 10: { kind: 'passed', terminals: [1] }, 20: { kind: 'running', terminals: [1] } })).toBe(
      'partly',
    );
    expect(
      state({
        10: { kind: 'passed', terminals: [1] },
        20: { kind: 'failed', terminals: [1], exitStatus: 1 },
      }),
    ).toBe('done');
  });
});

describe('the views of a lab', () => {
  it('name the step of a higher level that each belongs to', () => {
    const views = stepViews(lab(step('a'), step('b', [], 3), step('c', [], 3), step('d')), progress());
    expect(views.map(({ parent }) => parent?.id)).toEqual([undefined, 'a', 'a', undefined]);
  });
  it('have one current step, the first where the remembered one is no longer in the lab', () => {
    const two = lab(step('a'), step('b'));
    expect(stepViews(two, progress({ current: 'b' })).map(({ isCurrent }) => isCurrent)).toEqual([
      false,
      true,
    ]);
    expect(currentIndex(two, progress({ current: 'gone' }))).toBe(0);
  });
});
