import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Escape, escapeScanner } from '../../main/terminals/escapes';
import { cut, output, shares } from './chunks';

function read(chunks: string[]): { text: string; escapes: Escape[]; inside: boolean } {
  const scanner = escapeScanner();
  const escapes: Escape[] = [];
  let text = '';
  for (const chunk of chunks) {
    scanner.scan(chunk, {
      text: (from, to) => (text += chunk.slice(from, to)),
      escape: (sequence) => escapes.push(sequence),
    });
  }
  return { text, escapes, inside: scanner.inside() };
}

test('tells text and sequences apart', () => {
  expect(read(['a\x1b[1;31mb\x1b]0;t\x07c\x1b]133;D;1\x1b\\d\x1b7e\x1b(0f\x1bPq#\x1b\\g\x1b[?25l'])).toEqual({
    text: 'abcdefg',
    escapes: [
      { kind: 'csi', body: '1;31', final: 'm' },
      { kind: 'osc', body: '0;t' },
      { kind: 'osc', body: '133;D;1' },
      { kind: 'esc', body: '7' },
      { kind: 'esc', body: '(0' },
      { kind: 'csi', body: '?25', final: 'l' },
    ],
    inside: false,
  });
});

test('chunk borders change nothing', () => {
  fc.assert(
    fc.property(output, shares, (whole, borders) => {
      expect(read(cut(whole, borders))).toEqual(read([whole]));
    }),
  );
});

test('a sequence broken off by another, or cancelled, is dropped', () => {
  expect(read(['\x1b]133;A\x1b[1mx\x1b[3\x18y\x1b]0;never ended\x1ay']).text).toBe('xyy');
  expect(read(['\x1b]133;A\x1b[1mx']).escapes).toEqual([{ kind: 'csi', body: '1', final: 'm' }]);
});

test('a sequence without an end does not grow', () => {
  const scanner = escapeScanner();
  const bodies: number[] = [];
  scanner.scan('\x1b]', { escape: () => undefined });
  for (let chunk = 0; chunk < 100; chunk += 1) scanner.scan('x'.repeat(1000), { escape: () => undefined });
  expect(scanner.inside()).toBe(true);
  scanner.scan('\x07', { escape: (sequence) => bodies.push(sequence.body.length) });
  expect(bodies).toEqual([4096]);
});
