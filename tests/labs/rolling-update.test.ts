import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../main/cluster/state';
import {
  checkRollingUpdate,
  delays,
  missingTasks,
  mostAtOnce,
  slotChanges,
} from '../../main/labs/rolling-update';
import { service, state, task } from '../cluster/states';

const image = 'instavote/vote:indent';
const expected = {
  kind: 'rolling-update',
  service: 'vote',
  image,
  parallelism: 2,
  delaySeconds: 15,
} as const;

/** A cluster whose slots 1, 2… changed at these seconds, each in so many. */
function updated(starts: number[], took: number | number[] = 10, replicas = starts.length): ClusterState {
  const changes = starts.map((start, index) => {
    const seconds = Array.isArray(took) ? (took[index] ?? 0) : took;
    return task('vote', index + 1, { image, createdAt: start * 1000, stateAt: (start + seconds) * 1000 });
  });
  const old = starts.map((_, index) => task('vote', index + 1, { state: 'shutdown', desired: 'shutdown' }));
  return state({ services: [service('vote', { replicas })], tasks: [...changes.reverse(), ...old] });
}

describe('a rolling update', () => {
  it('two by two, 15 s apart, holds, and says what was measured', () => {
    expect(checkRollingUpdate(expected, updated([0, 0, 25, 25, 50, 50]), 2)).toEqual({
      kind: 'holds',
      measured: expect.stringMatching(
        /^slots [1-6 ]+; 2 at once; delays 15\.0 15\.0 15\.0 15\.0 s$/,
      ) as string,
    });
  });

  it('holds where the two of a batch are not equally fast', () => {
    const uneven = updated([0, 0, 20, 27, 40, 47], [5, 12, 5, 5, 5, 5]);
    expect(checkRollingUpdate(expected, uneven, 2)).toMatchObject({ kind: 'holds' });
  });

  it('holds within a second, which the nodes’ clocks may differ', () => {
    expect(checkRollingUpdate(expected, updated([0, 0, 24.1, 24.1]), 2)).toMatchObject({ kind: 'holds' });
  });

  it('of three at once fails', () => {
    const found = expect.stringContaining('; 3 at once;') as string;
    const failure = { kind: 'fails', expected: 'at most 2 at once', found };
    expect(checkRollingUpdate(expected, updated([0, 0, 5, 25, 25, 50]), 2)).toEqual(failure);
    expect(checkRollingUpdate(expected, updated([0, 0, 25, 25, 50, 50]), 3)).toEqual(failure);
  });

  it('with too short a delay fails', () => {
    expect(checkRollingUpdate(expected, updated([0, 0, 25, 25, 40, 40]), 2)).toEqual({
      kind: 'fails',
      expected: 'delays of 15 s',
      found: expect.stringContaining('delays 15.0 15.0 5.0 5.0 s') as string,
    });
  });

  it.each([
    ['has not begun', updated([], 10, 6), '6 × instavote/vote:indent', '0 × instavote/vote:indent'],
    [
      'is not through',
      updated([0, 0, 25, 25], 10, 6),
      '6 × instavote/vote:indent',
      '4 × instavote/vote:indent',
    ],
    ['has no service', state({}), '0 × instavote/vote:indent', '0 × instavote/vote:indent'],
  ])('that %s fails', (_, now, wanted, found) => {
    expect(checkRollingUpdate(expected, now, 0)).toEqual({ kind: 'fails', expected: wanted, found });
  });

  it('that goes on fails, though every task has the image', () => {
    const now = updated([0, 0, 25, 25]);
    const services = [service('vote', { replicas: 4, updateStatus: 'updating' })];
    expect(checkRollingUpdate(expected, { ...now, services }, 2)).toMatchObject({ kind: 'fails' });
  });
});

describe('what is measured', () => {
  it('are the running tasks with the image, of that service, as they began', () => {
    const now = updated([30, 0]);
    now.tasks.push(task('other', 1, { image }));
    expect(slotChanges(now, 'vote', image)).toEqual([
      { slot: 2, startedAt: 0, endedAt: 10_000 },
      { slot: 1, startedAt: 30_000, endedAt: 40_000 },
    ]);
  });

  it('is never more at once than turns, where swarm keeps to its turns', () => {
    const seconds = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(
        fc.array(seconds, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (took, turns) => {
          // Each turn changes one slot, waits 15 s and takes the next.
          const free = Array<number>(turns).fill(0);
          const changes = took.map((duration, slot) => {
            const turn = free.indexOf(Math.min(...free));
            const startedAt = (free[turn] ?? 0) * 1000;
            free[turn] = (free[turn] ?? 0) + duration + 15;
            return { slot, startedAt, endedAt: startedAt + duration * 1000 };
          });
          expect(mostAtOnce(changes)).toBeLessThanOrEqual(turns);
          for (const delay of delays(changes, turns)) expect(delay).toBe(15);
        },
      ),
    );
  });

  it('are the tasks that are missing right now', () => {
    const services = [service('vote', { replicas: 3 }), service('everywhere', { replicas: undefined })];
    const tasks = [
      task('vote', 1),
      task('vote', 2, { state: 'starting' }),
      task('vote', 3, { desired: 'shutdown' }),
    ];
    const now = state({ services, tasks });
    expect(missingTasks(now, 'vote')).toBe(2);
    expect(missingTasks(now, 'none')).toBe(0);
  });
});
