import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { batcher } from '../../main/terminals/batcher';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('passes a trickle on at once', () => {
  const came: string[] = [];
  const output = batcher((text) => came.push(text));
  for (const key of 'docker node ls') {
    output.push(key);
    expect(came.at(-1)).toBe(key);
    vi.advanceTimersByTime(30);
  }
  output.push('x'.repeat(4096));
  expect(came.at(-1)).toHaveLength(4096);
});

test('gathers a flood for a few milliseconds, and passes the echo behind it at once again', () => {
  const came: string[] = [];
  const output = batcher((text) => came.push(text));
  for (let chunk = 0; chunk < 10; chunk += 1) output.push('x'.repeat(5000));
  expect(came).toEqual([]);
  vi.advanceTimersByTime(4);
  expect(came.map((text) => text.length)).toEqual([50_000]);
  vi.advanceTimersByTime(1);
  output.push('y');
  expect(came.at(-1)).toBe('y');
});

test('keeps no more than a batch', () => {
  const came: string[] = [];
  const output = batcher((text) => came.push(text));
  for (let chunk = 0; chunk < 14; chunk += 1) output.push('x'.repeat(5000));
  expect(came.map((text) => text.length)).toEqual([70_000]);
});

test('loses and reorders nothing', () => {
  const step = fc.record({
    text: fc.string({ maxLength: 9000, size: 'max' }),
    wait: fc.nat(6),
    flush: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let came = '';
      const output = batcher((text) => (came += text));
      for (const { text, wait, flush } of steps) {
        output.push(text);
        if (flush) output.flush();
        vi.advanceTimersByTime(wait);
      }
      vi.advanceTimersByTime(10);
      expect(came).toBe(steps.map(({ text }) => text).join(''));
    }),
  );
});
