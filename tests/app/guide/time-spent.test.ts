import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTimeSpent, type TimeSpent } from '../../../main/app/guide/time-spent';

let seconds: number;
let times: TimeSpent;

beforeEach(() => {
  vi.useFakeTimers();
  seconds = 0;
  times = createTimeSpent((more) => (seconds += more));
});
afterEach(() => {
  times.dispose();
  vi.useRealTimers();
});

test('counts whole seconds and loses none', () => {
  for (let each = 0; each < 10; each++) {
    vi.advanceTimersByTime(1_300);
    times.settle();
  }
  expect(seconds).toBe(13);
});

test('counts by itself every quarter of a minute', () => {
  vi.advanceTimersByTime(31_000);
  expect(seconds).toBe(30);
});

test('counts nothing while nobody sees the window', () => {
  vi.advanceTimersByTime(4_000);
  times.setWatched(false);
  vi.advanceTimersByTime(60_000);
  times.setWatched(true);
  vi.advanceTimersByTime(2_000);
  times.settle();
  expect(seconds).toBe(6);
});

test('who does nothing for five minutes is not there, and is again with the next key', () => {
  vi.advanceTimersByTime(3_600_000);
  expect(seconds).toBe(300);
  times.active();
  vi.advanceTimersByTime(10_000);
  times.settle();
  expect(seconds).toBe(310);
});
