// The closing page's figures.
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../../renderer/guide/closing/summary';
import { lab, progress, step } from '../labs';

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

  it('tells the time from the beginning to the end of the lab', () => {
    const time = (finishedAt: string | undefined): unknown => summaryOf(three, progress({ finishedAt })).time;
    expect(time('2026-03-01T11:05:20.000Z')).toEqual({ days: 0, hours: 1, minutes: 5 });
    expect(time('2026-03-03T12:00:00.000Z')).toEqual({ days: 2, hours: 2, minutes: 0 });
    expect(time(undefined)).toBeUndefined();
  });

  it('tells no time that makes no sense', () => {
    expect(summaryOf(three, progress({ finishedAt: '2026-02-28T10:00:00.000Z' })).time).toBeUndefined();
    expect(summaryOf(three, progress({ finishedAt: 'yesterday' })).time).toBeUndefined();
  });
});
