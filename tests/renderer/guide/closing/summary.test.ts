// The closing page's figures and its table.
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../../renderer/guide/closing/summary';
import { lab, progress, sidecar, step } from '../labs';

const three = lab(step('a'), step('b'), step('c'));

describe('the summary', () => {
  it('counts steps and checks, with those that were shown in another way told apart', () => {
    const { steps, checks } = summaryOf(
      three,
      progress({
        visited: ['a', 'b'],
        checks: {
          b: [{ kind: 'done' }, { kind: 'limited', why: 'no mesh' }],
          c: [{ kind: 'done' }, { kind: 'open', expected: 'x', found: 'y' }],
        },
      }),
    );
    expect(steps).toEqual({ done: 2, total: 3 });
    expect(checks).toEqual({ done: 3, limited: 1, total: 4 });
  });

  it('adds up the times of the lab’s own steps, beside what it is said to take', () => {
    const timed = { ...three, sidecar: sidecar({}, { minutes: 45 }) };
    expect(summaryOf(timed, progress({ times: { a: 90, c: 210, gone: 4000 } })).time).toEqual({
      spent: 300,
      expected: 45,
    });
    expect(summaryOf(three, progress()).time).toEqual({ spent: undefined, expected: undefined });
  });

  it('counts hints, and the steps whose solution was looked at', () => {
    const { help } = summaryOf(three, progress({ hints: { a: 2, b: 1 }, solutions: ['a', 'gone'] }));
    expect(help).toEqual({ hints: 3, solutions: 1 });
  });

  it('has a row for each step, in order', () => {
    const timed = { ...three, sidecar: sidecar({ b: { minutes: 5 } }) };
    const rows = summaryOf(
      timed,
      progress({ times: { b: 61, c: -3 }, hints: { b: 1 }, solutions: ['b'] }),
    ).rows;
    expect(
      rows.map(({ step: { id }, spent, expected, hints, isSolved }) => [
        id,
        spent,
        expected,
        hints,
        isSolved,
      ]),
    ).toEqual([
      ['a', undefined, undefined, 0, false],
      ['b', 61, 5, 1, true],
      ['c', undefined, undefined, 0, false],
    ]);
  });
});
