import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { keepClock } from '../../../main/engine/embedded/clock';
import { fakeLaunched } from './fake-launched';

const start = Date.UTC(2026, 0, 1);
beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => void vi.useRealTimers());

/** Watches a guest that is behind by so many seconds; what it was asked. */
function watch(lag: () => number) {
  const { launched, asked } = fakeLaunched(undefined, (verb) =>
    verb === 'time' ? (Date.now() / 1000 - lag()).toFixed(3) : '',
  );
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn() };
  const stop = keepClock(launched, log);
  onTestFinished(stop);
  return { asked, log, stop };
}

/** The laptop sleeps: its clock goes on, its timers do not. */
async function sleepFor(seconds: number): Promise<void> {
  vi.setSystemTime(Date.now() + seconds * 1000);
  await vi.advanceTimersByTimeAsync(2_000);
}

const verbs = (asked: [string, string][]): string[] => asked.map(([verb]) => verb);

describe('the clock', () => {
  it.each([[600], [100 * 24 * 3600], [-600], [1.1]])('that is behind by %d s is set to ours', async (lag) => {
    const { asked, log } = watch(() => lag);
    await sleepFor(600);
    expect(asked).toEqual([
      ['time', ''],
      ['clock', (Date.now() / 1000).toFixed(3)],
    ]);
    expect(log.info).toHaveBeenCalledOnce();
  });

  it.each([[0], [0.2], [-0.2], [1]])('that is off by %d s is left alone', async (lag) => {
    const { asked } = watch(() => lag);
    await sleepFor(600);
    expect(verbs(asked)).toEqual(['time']);
  });

  it('is asked for once a minute where nobody slept', async () => {
    const { asked } = watch(() => 0);
    await vi.advanceTimersByTimeAsync(58_000);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(verbs(asked)).toEqual(['time']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(verbs(asked)).toEqual(['time', 'time']);
  });

  it.each([
    [2, 0],
    [4, 1],
    [-10, 1],
  ])('after a jump of %d s is asked for %d times', async (seconds, times) => {
    const { asked } = watch(() => 0);
    await vi.advanceTimersByTimeAsync(10_000);
    await sleepFor(seconds);
    expect(asked).toHaveLength(times);
    // The jump is over.
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(times);
  });

  it('is asked for again after the guest was silent', async () => {
    let isSilent = true;
    const { asked, log } = watch(() => {
      if (isSilent) throw new Error('no answer in 20000 ms');
      return 5;
    });
    await sleepFor(600);
    expect(log.warn).toHaveBeenCalledWith({ error: 'no answer in 20000 ms' }, expect.any(String));
    isSilent = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(verbs(asked)).toEqual(['time', 'time', 'clock']);
  });

  it('is no longer looked at once that is stopped', async () => {
    const { asked, stop } = watch(() => 600);
    stop();
    await sleepFor(600);
    expect([asked, vi.getTimerCount()]).toEqual([[], 0]);
  });
});
