import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createOperations } from '../../../main/app/cluster/operations';
import { silentLog } from '../../../main/log/log';

/** Work that takes a while, and notes its beginning and end. */
function noted(name: string, notes: string[]): () => Promise<void> {
  return async () => {
    notes.push(`${name} begins`);
    await sleep(20);
    notes.push(`${name} ends`);
  };
}

test('one begins when the one before has ended', async () => {
  const notes: string[] = [];
  const operations = createOperations(silentLog);
  void operations.run('start', noted('start', notes));
  const stopped = operations.run('stop', noted('stop', notes));
  expect(operations.kinds()).toEqual(['start', 'stop']);
  await stopped;
  expect(notes).toEqual(['start begins', 'start ends', 'stop begins', 'stop ends']);
  expect(operations.kinds()).toEqual([]);
});

test('aborted, the one under way is told so, and one that waits never begins', async () => {
  const notes: string[] = [];
  const operations = createOperations(silentLog);
  void operations.run('start', async (signal) => {
    await sleep(1_000, undefined, { signal }).catch(() => notes.push('start was told'));
  });
  void operations.run('reset', noted('reset', notes));
  await sleep(5);
  operations.abort();
  void operations.run('stop', noted('stop', notes));
  await operations.settled();
  expect(notes).toEqual(['start was told', 'stop begins', 'stop ends']);
});

test('only those of the kind are aborted', async () => {
  const notes: string[] = [];
  const operations = createOperations(silentLog);
  void operations.run('return', noted('return', notes));
  void operations.run('start', noted('start', notes));
  operations.abort('return');
  await operations.settled();
  expect(notes).toEqual(['start begins', 'start ends']);
});

test('one that fails is no reason for the next not to run, nor for a rejection', async () => {
  const notes: string[] = [];
  const operations = createOperations(silentLog);
  const failing = operations.run('start', () => Promise.reject(new Error('a fault')));
  await operations.run('stop', noted('stop', notes));
  await expect(failing).resolves.toBeUndefined();
  expect(notes).toHaveLength(2);
});
