import { describe, expect, it } from 'vitest';
import { gridOf } from '../../../renderer/terminals/grid';

const rowsOf = (count: number, layout: 'rows' | 'columns'): number[] =>
  gridOf(
    Array.from({ length: count }, (_, index) => index),
    layout,
  ).map((row) => row.length);

describe('the panes', () => {
  it.each([
    [1, [1]],
    [3, [1, 1, 1]],
    [4, [2, 2]],
    [5, [2, 2, 1]],
    [6, [2, 2, 2]],
    [7, [2, 2, 2, 1]],
  ])('%i below each other are in rows of %j', (count, rows) => expect(rowsOf(count, 'rows')).toEqual(rows));

  it.each([
    [1, [1]],
    [3, [3]],
    [4, [2, 2]],
    [5, [3, 2]],
    [6, [3, 3]],
    [7, [4, 3]],
  ])('%i side by side are in rows of %j', (count, rows) => expect(rowsOf(count, 'columns')).toEqual(rows));

  it('keep their order', () => {
    expect(gridOf([1, 2, 3, 4, 5], 'columns')).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });
});
