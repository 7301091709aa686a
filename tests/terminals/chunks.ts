// Chunk borders for property tests: a text cut anywhere.
import fc from 'fast-check';

/** Cuts `whole` at the given shares of its length. */
export function cut<T extends { slice(from: number, to?: number): T; length: number }>(
  whole: T,
  shares: readonly number[],
): T[] {
  const borders = [...shares].map((share) => Math.floor(share * whole.length)).sort((a, b) => a - b);
  return [0, ...borders].map((from, index) => whole.slice(from, borders[index]));
}

export const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

/** Output as shells make it: text of all planes, colours, marks, titles, and stray control characters. */
export const output = fc
  .array(
    fc.oneof(
      fc
        .string({ unit: 'binary', maxLength: 20 })
        .filter((text) => !/[\x07\x18\x1a\x1b\x80-\x9f\ud800-\udfff]/.test(text)), // eslint-disable-line no-control-regex
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('\r\n', '\n', '\r', '\b', '\t', '😀', 'é', '漢字'),
      fc.constantFrom(
        '\x1b[31m',
        '\x1b[0m',
        '\x1b[1;32m',
        '\x1b[2K',
        '\x1b[1A',
        '\x1b(B',
        '\x1b7',
        '\x1b[?25l',
      ),
      fc.constantFrom('\x1b]0;a title\x07', '\x1b]0;a title\x1b\\', '\x1bPdata\x1b\\'),
      fc.constantFrom('\x1b]133;A\x07', '\x1b]133;B\x07', '\x1b]133;C\x1b\\', '\x1b]133;D;3\x1b\\'),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));
