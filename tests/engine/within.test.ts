import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { within } from '../../main/engine/within';

describe('within', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives what comes in time, and leaves no timer behind', async () => {
    expect(await within(10, Promise.resolve('answer'))).toBe('answer');
    await expect(within(10, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects what is late', async () => {
    const late = expect(within(10, new Promise(() => undefined))).rejects.toMatchObject({
      code: 'ETIMEDOUT',
      message: 'no answer in 10 ms',
    });
    await vi.advanceTimersByTimeAsync(10);
    await late;
  });
});
