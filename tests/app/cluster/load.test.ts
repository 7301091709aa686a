import { expect, test } from 'vitest';
import { loadFrom } from '../../../main/app/cluster/load';

const mebibyte = 2 ** 20;
const stats = (memory: object) => ({
  read: '2026-01-01T00:00:05Z',
  cpu_stats: { cpu_usage: { total_usage: 0 } },
  memory_stats: memory,
});

test('CPU is the share of one that was taken between two samples', () => {
  const load = loadFrom('node1', { cpu: 1e9, at: 0 }, { cpu: 8.5e9, at: 5_000 }, stats({}));
  expect(load).toMatchObject({ node: 'node1', cpu: 1.5 });
});

test.each([
  ['without a sample before', undefined],
  ['of the same moment', { cpu: 1e9, at: 5_000 }],
  ['of a container that began anew', { cpu: 9e9, at: 0 }],
])('it is 0 %s', (_, before) => {
  expect(loadFrom('node1', before, { cpu: 2e9, at: 5_000 }, stats({})).cpu).toBe(0);
});

test.each([
  ['v1', { total_inactive_file: 30 * mebibyte, inactive_file: 1 }],
  ['v2', { inactive_file: 30 * mebibyte }],
])('memory leaves out what the kernel would give back (cgroup %s)', (_, parts) => {
  const memory = { usage: 100 * mebibyte, limit: 384 * mebibyte, stats: parts };
  expect(loadFrom('node1', undefined, { cpu: 0, at: 0 }, stats(memory))).toMatchObject({
    memory: 70 * mebibyte,
    memoryLimit: 384 * mebibyte,
  });
});
