import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeScanner } from '../../main/terminals/escapes';
import { scrollback, SCROLLBACK_LIMIT } from '../../main/terminals/scrollback';
import { screenText } from '../../main/terminals/screen-text';
import { cut, output, shares } from './chunks';

test('keeps everything below the limit', () => {
  fc.assert(
    fc.property(output, shares, (whole, borders) => {
      const kept = scrollback();
      for (const chunk of cut(whole, borders)) kept.append(chunk);
      expect(kept.text()).toBe(whole);
    }),
  );
});

test('keeps the end of a flood, from a line start', () => {
  const kept = scrollback();
  const line = (number: number): string => `line ${number} `.padEnd(99, 'x') + '\n';
  for (let number = 0; number < 20_000; number += 1) kept.append(line(number));
  const text = kept.text();
  expect(text.length).toBeGreaterThan(SCROLLBACK_LIMIT / 2);
  expect(text.length).toBeLessThanOrEqual(SCROLLBACK_LIMIT);
  expect(text).toMatch(/^line \d+ x/);
  expect(text.endsWith(line(19_999))).toBe(true);
});

test('cuts within no sequence and no character, at any limit and border', () => {
  // Without newlines and with long sequences, where a cut is hardest.
  const piece = fc.oneof(
    fc.constantFrom('😀', 'é', 'x', 'abcdef\n'),
    fc.integer({ min: 1, max: 30 }).map((length) => `\x1b]0;${'<'.repeat(length)}\x07`),
    fc.constantFrom('\x1b[38;5;100m', '\x1b[0m'),
  );
  const text = fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, shares, fc.integer({ min: 20, max: 300 }), (whole, borders, limit) => {
      const kept = scrollback(limit);
      for (const chunk of cut(whole, borders)) {
        kept.append(chunk);
        expect(kept.text().length).toBeLessThanOrEqual(limit);
      }
      let plain = '';
      const now = kept.text();
      escapeScanner().scan(now, {
        text: (from, to) => (plain += now.slice(from, to)),
        escape: () => undefined,
      });
      // What was inside a title, or of half a sequence, would show as text.
      expect(plain).not.toMatch(/[<;[\]]/);
      expect(plain).not.toMatch(/\p{Surrogate}/u);
      expect(whole.endsWith(now.replace(/^(?:\x1b\[[\d;]*m)+/, ''))).toBe(true); // eslint-disable-line no-control-regex
    }),
    { numRuns: 500 },
  );
});

test('replays in the state that the cut part had left', () => {
  const kept = scrollback(1000);
  kept.append('\x1b[1;31m\x1b[44m\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?2004l\x1b(0\x1b[2;20r');
  kept.append('x'.repeat(80).concat('\n').repeat(20));
  expect(kept.text()).toMatch(/^\x1b\[\?1049h\x1b\[\?25l\x1b\[2;20r\x1b\(0\x1b\[1;31m\x1b\[44mx/); // eslint-disable-line no-control-regex
  kept.append('\x1b[0m\x1b[?1049l\x1b[?25h\x1b(B\x1b[r' + 'y'.repeat(80).concat('\n').repeat(20));
  expect(kept.text()).toMatch(/^\x1b\(By/); // eslint-disable-line no-control-regex
});

test('asks nothing of the screen it is replayed to', () => {
  const kept = scrollback();
  const questions = [
    '\x1b[c',
    '\x1b[>c',
    '\x1b[6n',
    '\x1b[?6n',
    '\x1b]11;?\x07',
    '\x1b]10;?\x1b\\',
    '\x1b[?2026$p',
    '\x1b[18t',
    '\x1b[>0q',
    '\x1bP+q544e\x1b\\',
  ];
  kept.append(`a${questions.join('b')}c\x1b[31md`);
  expect(kept.text()).toBe(`a${'b'.repeat(questions.length - 1)}c\x1b[31md`);
});

test('recovers from a sequence longer than itself', () => {
  const kept = scrollback(100);
  kept.append('before\n\x1b]0;');
  for (let chunk = 0; chunk < 50; chunk += 1) kept.append('title');
  kept.append('end\x07after');
  const screen = screenText();
  screen.feed(kept.text());
  expect(screen.text()).toBe('after');
});
