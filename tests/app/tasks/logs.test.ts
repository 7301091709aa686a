import { describe, expect, it } from 'vitest';
import type { ClusterKeeper } from '../../../main/app/cluster/live';
import { taskLogs } from '../../../main/app/tasks/logs';
import { manager, node, state, task, worker } from '../../cluster/states';

type Logs = (options: object) => Promise<unknown>;

const refuse =
  (why: string): Logs =>
  () =>
    Promise.reject(new Error(why));
const print =
  (text: unknown): Logs =>
  () =>
    Promise.resolve(typeof text === 'string' ? Buffer.from(text) : text);

/** node1 manages, the task `a` is on node2; `container` and `swarm` say what they print. */
function keeperOf({ container, swarm }: { container: Logs; swarm: Logs }): ClusterKeeper {
  const api = {
    getContainer: () => ({ logs: container }),
    getTask: () => ({ logs: refuse('a worker was asked') }),
  };
  const managers = {
    getContainer: () => ({ logs: refuse('the wrong node') }),
    getTask: () => ({ logs: swarm }),
  };
  const nodes = [
    { name: 'node1', inner: { api: managers } },
    { name: 'node2', inner: { api } },
  ];
  const tasks = [
    task('vote', 1, { id: 'a', node: 'node2', containerId: 'c' }),
    task('vote', 2, { id: 'b', node: 'node2', state: 'preparing' }),
  ];
  const current = state({ nodes: [node('node1', manager), node('node2', worker)], tasks });
  return {
    live: () => ({ cluster: { nodes }, watch: { current: () => current } }),
  } as unknown as ClusterKeeper;
}

describe('the output of a task', () => {
  it('is its container’s, of 500 lines at most, from the node it runs on', async () => {
    const asked: object[] = [];
    const container: Logs = (options) => {
      asked.push(options);
      return print('hello\n')(options);
    };
    expect(await taskLogs(keeperOf({ container, swarm: refuse('not asked') }), 'a')).toBe('hello\n');
    expect(asked).toMatchObject([{ stdout: true, stderr: true, tail: 500 }]);
  });

  it('comes by a manager where the node or the container is gone', async () => {
    const keeper = keeperOf({ container: refuse('no such container'), swarm: print('by a manager\n') });
    expect(await taskLogs(keeper, 'a')).toBe('by a manager\n');
  });

  it('that is JSON is text all the same: dockerode parses it', async () => {
    expect(await taskLogs(keeperOf({ container: print({ up: true }), swarm: refuse('') }), 'a')).toBe(
      '{"up":true}',
    );
  });

  it('is empty before it has a container', async () => {
    expect(await taskLogs(keeperOf({ container: refuse(''), swarm: refuse('') }), 'b')).toBe('');
  });

  it('that nobody can tell is a failure which names the node and says what the node said', async () => {
    const keeper = keeperOf({ container: refuse('no such container'), swarm: refuse('no leader') });
    await expect(taskLogs(keeper, 'a')).rejects.toMatchObject({
      kind: 'cluster',
      text: 'map:logsUnreadable',
      values: { node: 'node2' },
      causeText: 'no such container',
    });
  });

  it('of a task that is not known, or of no cluster, is a failure', async () => {
    const keeper = keeperOf({ container: refuse(''), swarm: refuse('') });
    await expect(taskLogs(keeper, 'z')).rejects.toMatchObject({ text: 'map:logsNoTask' });
    const none = { live: () => undefined } as unknown as ClusterKeeper;
    await expect(taskLogs(none, 'a')).rejects.toMatchObject({ text: 'map:logsNoTask' });
  });
});
