import fc from 'fast-check';
import { expect, test } from 'vitest';
import { screenText } from '../../main/terminals/screen-text';
import { cut, output, shares } from './chunks';

function shown(...chunks: string[]): string {
  const screen = screenText();
  chunks.forEach((chunk) => screen.feed(chunk));
  return screen.text();
}

test.each([
  ['plain lines', 'one\r\n\r\n  two  \r\n\r\n', 'one\n\n  two'],
  ['colours and titles', '\x1b[1;31mred\x1b[0m\x1b]0;title\x07 end', 'red end'],
  ['overwriting by carriage return', '10%\r100%\r\n50%\r5\r\n', '100%\n50%'],
  ['erasing the line', 'pulling…\r\x1b[Kdone', 'done'],
  ['backspaces', 'abc\b\bX', 'aXc'],
  ['tabs', 'a\tb\r\n1234567\t8', 'a       b\n1234567 8'],
  ['columns behind the end', 'a\x1b[5Gb\x1b[2Cc', 'a   b  c'],
  ['characters of all planes', 'é 漢 😀\r\n', 'é 漢 😀'],
  ['the alternate screen', 'before\r\n\x1b[?1049h\x1b[Htop\x1b[?1049lafter', 'before\nafter'],
  ['clear', 'old\r\n\x1b[H\x1b[2J\x1b[3Jnew', 'new'],
  ['inserting and deleting', 'abcd\x1b[3D\x1b[P\r\x1b[2@', '  acd'],
  ['999 columns', 'a\x1b[999999999C\x1b[999999999B\r', 'a'],
])('%s', (_what, text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('a progress display of several lines, as docker pull draws it', () => {
  const steps = [
    'aaa: Pulling fs layer\r\nbbb: Pulling fs layer\r\n',
    '\x1b[2A\x1b[2K\raaa: Downloading [=>  ]\r\x1b[2B',
    '\x1b[1A\x1b[2K\rbbb: Pull complete\r\x1b[1B',
    '\x1b[2A\x1b[2K\raaa: Pull complete\r\x1b[2B',
    'Status: Downloaded\r\n',
  ];
  expect(shown(...steps)).toBe('aaa: Pull complete\nbbb: Pull complete\nStatus: Downloaded');
});

test('chunk borders change nothing', () => {
  fc.assert(
    fc.property(output, shares, (whole, borders) => {
      expect(shown(...cut(whole, borders))).toBe(shown(whole));
    }),
  );
});

test('plain lines come back as they are', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/\p{C}/u.test(text));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const expected = lines
        .map((text) => text.trimEnd())
        .join('\n')
        .replace(/\n+$/, '');
      expect(shown(lines.join('\r\n'))).toBe(expected);
    }),
  );
});

test('of a flood the end remains', () => {
  const screen = screenText();
  for (let number = 0; number < 25_000; number += 1) screen.feed(`${number}\r\n`);
  const lines = screen.text().split('\n');
  expect(lines.length).toBeLessThanOrEqual(20_000);
  expect(lines.at(-1)).toBe('24999');
});
