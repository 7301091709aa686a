// Which remarks are made, and beside what.
import { describe, expect, it } from 'vitest';
import type { Warning } from '../../../../preload/contract';
import { isRemote, offlineIn, remarksOn, stepAt } from '../../../../renderer/guide/warnings/places';
import { command, lab, step } from '../labs';

const warning = (line: number | undefined, over: Partial<Warning> = {}): Warning => ({
  line,
  message: { fr: `fr ${line}`, en: `en ${line}` },
  breaks: false,
  offline: false,
  ...over,
});
const first = { ...step('a', [command(4), command(9)]), line: 3 };
const second = { ...step('b', [command(22)]), line: 20 };
const given = (...warnings: Warning[]) => ({ ...lab(first, second), warnings });

describe('the list', () => {
  it('tells an author everything, a learner what is not there or does not work', () => {
    const looks = warning(4);
    const breaks = warning(5, { breaks: true });
    const offline = warning(6, { offline: true });
    const all = given(looks, breaks, offline);
    expect(remarksOn(all, true)).toEqual([looks, breaks, offline]);
    expect(remarksOn(all, false)).toEqual([breaks, offline]);
  });

  it('leads to the step of a line; to the first one from the front matter', () => {
    expect(stepAt(given(), 19)?.id).toBe('a');
    expect(stepAt(given(), 20)?.id).toBe('b');
    expect(stepAt(given(), 1)?.id).toBe('a');
  });
});

describe('a block', () => {
  const linesOf = (at: number, ...lines: (number | undefined)[]) => {
    const [block] = [...first.blocks, ...second.blocks].filter(({ line }) => line === at);
    if (!block) throw new Error('no block');
    const own = given(...lines.map((line) => warning(line, { offline: true })));
    return offlineIn(own, first.blocks.includes(block) ? first : second, block).map(({ line }) => line);
  };

  it('bears what is on its own lines, up to the next block or step', () => {
    expect(linesOf(4, 3, 4, 8, 9)).toEqual([4, 8]);
    expect(linesOf(9, 8, 9, 19, 20)).toEqual([9, 19]);
    expect(linesOf(22, 21, 22, 99)).toEqual([22, 99]);
  });

  it('bears nothing without a line, nor what is there offline', () => {
    expect(linesOf(4, undefined)).toEqual([]);
    expect(offlineIn(given(warning(4)), first, command(4))).toEqual([]);
  });
});

it.each([
  ['https://exemple.fr/a.png', true],
  ['//exemple.fr/a.png', true],
  ['/images/a.png', false],
  ['data:image/png;base64,AA', false],
])('an image at %s is on the network: %s', (source, is) => expect(isRemote(source)).toBe(is));
