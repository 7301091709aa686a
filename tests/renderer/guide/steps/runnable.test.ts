// What the guide runs, where, and what comes next.
import { describe, expect, it } from 'vitest';
import type { ClusterState, NodeState, RunView } from '../../../../preload/contract';
import {
  isMeantToFail,
  isRunnable,
  nextToRun,
  type RunnableBlock,
  terminalsOf,
} from '../../../../renderer/guide/steps/runnable';
import { command, output, step } from '../labs';

const join: RunnableBlock = {
  kind: 'code',
  line: 30,
  language: undefined,
  code: 'docker swarm join',
  runs: { terminals: [], command: { kind: 'swarm-join', role: 'worker' } },
};

describe('a runnable block', () => {
  it('is a command, or code that the sidecar makes run; output and plain code are none', () => {
    expect(isRunnable(command(10))).toBe(true);
    expect(isRunnable(join)).toBe(true);
    expect(isRunnable({ ...join, runs: undefined })).toBe(false);
    expect(isRunnable(output(20, 'x'))).toBe(false);
  });
  it('goes to its terminals, or to every node outside the swarm', () => {
    const node = (name: string, swarm: NodeState['swarm']): NodeState => ({
      name,
      address: '10.0.0.1',
      docker: 'answering',
      swarm,
      manages: false,
      member: undefined,
    });
    const nodes = [node('node1', 'active'), node('node2', 'inactive'), node('node3', 'inactive')];
    const cluster: ClusterState = { readAt: 0, nodes, services: [], tasks: [] };
    expect(terminalsOf(command(10, 2), cluster)).toEqual([2]);
    expect(terminalsOf(join, cluster)).toEqual([2, 3]);
    expect(terminalsOf(join, undefined)).toEqual([]);
    expect(terminalsOf({ ...join, runs: { ...join.runs, terminals: [3] } }, cluster)).toEqual([3]);
  });
  it('is meant to fail where the lab shows the error that it answers', () => {
    const [first, second] = [command(10), command(20)];
    const both = step('a', [
      first,
      output(11, 'ID  HOSTNAME'),
      second,
      output(21, 'Error response from daemon: no'),
    ]);
    expect(isMeantToFail(both, first)).toBe(false);
    expect(isMeantToFail(both, second)).toBe(true);
  });
});

describe('the next block to run', () => {
  const [first, second, third] = [command(10), command(20), command(30)];
  const all = step('a', [first, second, output(21, 'Error: refused'), third]);

  it('is the first that was not run', () => {
    expect(nextToRun(all, {})).toBe(first);
    expect(nextToRun(all, { 10: { kind: 'failed', terminals: [1] } })).toBe(second);
  });
  it('is the first that failed once all were run, and none once all passed', () => {
    const passed: RunView = { kind: 'passed', terminals: [1] };
    const failed: RunView = { kind: 'failed', terminals: [1], exitStatus: 1 };
    expect(nextToRun(all, { 10: passed, 20: passed, 30: failed })).toBe(third);
    expect(nextToRun(all, { 10: passed, 20: passed, 30: passed })).toBeUndefined();
  });
});
