import { describe, expect, it } from 'vitest';
import { type Progress, runSteps, type Step } from '../../main/cluster/steps';
import { Failure } from '../../main/failure/failure';

/** Three steps that note what they do. */
function threeSteps(did: string[], change: Partial<Record<number, Partial<Step>>> = {}): Step[] {
  return [1, 2, 3].map((number) => ({
    title: 'cluster:stepNodes',
    values: { count: number },
    weight: number,
    run: async () => {
      await Promise.resolve();
      did.push(`run ${number}`);
    },
    undo: async () => {
      await Promise.resolve();
      did.push(`undo ${number}`);
    },
    ...change[number],
  }));
}

const refuse = () => Promise.reject(new Failure('cluster', 'cluster:noSubnet'));

describe('the steps', () => {
  it('run in order and tell how much is done, by weight', async () => {
    const did: string[] = [];
    const told: Progress[] = [];
    await runSteps(threeSteps(did), { onProgress: (progress) => told.push(progress) });
    expect(did).toEqual(['run 1', 'run 2', 'run 3']);
    expect(told.map(({ values, state, done }) => [values.count, state, Math.round(done * 6)])).toEqual([
      [1, 'running', 0],
      [1, 'done', 1],
      [2, 'running', 1],
      [2, 'done', 3],
      [3, 'running', 3],
      [3, 'done', 6],
    ]);
  });

  it('that were begun are taken back, last first, when one fails', async () => {
    const did: string[] = [];
    const steps = threeSteps(did, { 2: { run: refuse } });
    await expect(runSteps(steps, {})).rejects.toMatchObject({ kind: 'cluster', text: 'cluster:noSubnet' });
    expect(did).toEqual(['run 1', 'undo 2', 'undo 1']);
  });

  it('without an undo are passed over', async () => {
    const did: string[] = [];
    const [one, two] = threeSteps(did, { 2: { run: refuse } });
    await expect(
      runSteps([one as Step, { ...(two as Step), undo: undefined } as never], {}),
    ).rejects.toThrow();
    expect(did).toEqual(['run 1', 'undo 1']);
  });

  it('that cannot be taken back hide neither the failure nor the other undos', async () => {
    const did: string[] = [];
    const steps = threeSteps(did, {
      2: { undo: () => Promise.reject(new Error('stuck')) },
      3: { run: refuse },
    });
    const failure: unknown = await runSteps(steps, {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'cluster', text: 'cluster:noSubnet' });
    expect((failure as Failure).cause).toMatchObject({
      errors: [{ text: 'cluster:noSubnet' }, { message: 'stuck' }],
    });
    expect(did).toEqual(['run 1', 'run 2', 'undo 3', 'undo 1']);
  });

  it('throw a fault of ours as it is', async () => {
    const fault = new TypeError('fault');
    const steps = threeSteps([], { 1: { run: () => Promise.reject(fault), undo: refuse } });
    await expect(runSteps(steps, {})).rejects.toBe(fault);
  });

  it.each([1, 2, 3])('stop after step %i when asked to, and are taken back', async (last) => {
    const did: string[] = [];
    const stop = new AbortController();
    const steps = threeSteps(did, { [last]: { run: () => Promise.resolve().then(() => stop.abort()) } });
    await expect(runSteps(steps, { signal: stop.signal })).rejects.toMatchObject({ kind: 'cancelled' });
    expect(did.filter((one) => one.startsWith('undo'))).toEqual(
      [3, 2, 1].slice(3 - last).map((one) => `undo ${one}`),
    );
    expect(did).not.toContain(`run ${last + 1}`);
  });

  it('do nothing where it was asked to stop before', async () => {
    const did: string[] = [];
    await expect(runSteps(threeSteps(did), { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(did).toEqual([]);
  });
});
