// Checks: whether a statement that the cluster's state decides holds, and if not, what is the case instead. Pure.
import { type ClusterState, isRunning, type MemberState } from '../cluster/state';
import type { Expectation } from './lab';

/** `unknown`: this engine cannot show it; the reason says what was seen instead. */
export type CheckResult =
  | { kind: 'holds'; measured?: string }
  | { kind: 'fails'; expected: string; found: string }
  | { kind: 'unknown'; why: string };

/** Expectations that the cluster's state alone decides. */
export type StateExpectation = Extract<Expectation, { kind: 'nodes' | 'node' | 'service' | 'task' }>;

export function isOfState(expectation: Expectation): expectation is StateExpectation {
  return ['nodes', 'node', 'service', 'task'].includes(expectation.kind);
}

export function checkState(expectation: StateExpectation, state: ClusterState): CheckResult {
  switch (expectation.kind) {
    case 'nodes':
      return checkNodes(expectation, state);
    case 'node':
      return checkNode(expectation, state);
    case 'service':
      return checkService(expectation, state);
    case 'task':
      return checkTask(expectation, state);
  }
}

type Of<K extends Expectation['kind']> = Extract<Expectation, { kind: K }>;

/** A fact's name, what is expected of it (undefined: nothing) and what is found. */
type Value = string | number | boolean | undefined;
type Fact = [name: string, expected: Value, found: Value];

export function judge(facts: Fact[]): CheckResult {
  for (const [name, expected, found] of facts)
    if (expected !== undefined && expected !== found)
      return {
        kind: 'fails',
        expected: `${name} = ${String(expected)}`,
        found: `${name} = ${String(found ?? '–')}`,
      };
  return { kind: 'holds' };
}

function checkNodes({ count, managers, ready }: Of<'nodes'>, state: ClusterState): CheckResult {
  const members = state.nodes.flatMap(({ member }) => member ?? []);
  const having = (test: (member: MemberState) => boolean): number => members.filter(test).length;
  return judge([
    ['nodes', count, members.length],
    ['managers', managers, having(({ role }) => role === 'manager')],
    ['ready', ready, having(({ status }) => status === 'ready')],
  ]);
}

function checkNode(expected: Of<'node'>, state: ClusterState): CheckResult {
  const node = state.nodes.find(({ name }) => name === expected.name);
  const member = node?.member;
  const fact = (name: string): string => `${expected.name}.${name}`;
  return judge([
    [fact('member'), expected.member, member !== undefined],
    [fact('role'), expected.role, member?.role],
    [fact('leader'), expected.leader, member?.leader ?? false],
    [fact('reachable'), expected.reachable, member?.reachability === 'reachable' && node?.manages === true],
    [fact('availability'), expected.availability, member?.availability],
    [fact('status'), expected.status, member?.status],
  ]);
}

function checkService(expected: Of<'service'>, state: ClusterState): CheckResult {
  const { name } = expected;
  const service = state.services.find((candidate) => candidate.name === name);
  if (!service && expected.exists === false) return { kind: 'holds' };
  if (!service) return { kind: 'fails', expected: `service ${name}`, found: namesOf(state.services) };
  if (expected.exists === false) return judge([[`service ${name}`, false, true]]);
  const running = state.tasks.filter((task) => task.serviceId === service.id && isRunning(task));
  const managers = state.nodes.filter(({ member }) => member?.role === 'manager').map((node) => node.name);
  const elsewhere = running.find((task) => !managers.includes(task.node ?? ''));
  const otherImage = running.find((task) => task.image !== expected.image);
  return judge([
    [`${name}.running`, expected.running, running.length],
    ...Object.entries(expected.on ?? {}).map(([node, count]): Fact => [
      `${name}.${node}`,
      count,
      running.filter((task) => task.node === node).length,
    ]),
    [`${name}.managers-only`, expected.managersOnly, elsewhere === undefined],
    [`${name}.image`, expected.image, expected.image && otherImage ? otherImage.image : expected.image],
    [`${name}.replicas`, expected.replicas, service.replicas],
    [
      `${name}.published`,
      expected.published,
      service.ports.find((port) => port.published === expected.published)?.published,
    ],
    [`${name}.update.parallelism`, expected.update?.parallelism, service.update?.parallelism],
    [`${name}.update.delay`, expected.update?.delaySeconds, service.update?.delaySeconds],
  ]);
}

function checkTask({ service, node, state: wanted, atLeast }: Of<'task'>, state: ClusterState): CheckResult {
  const tasks = state.tasks.filter(
    (task) => task.service === service && (node === undefined || task.node === node),
  );
  const found = tasks.filter((task) => task.state === wanted).length;
  if (found >= atLeast) return { kind: 'holds' };
  const name = [service, node, wanted].filter(Boolean).join('.');
  const states = tasks.map((task) => task.state);
  const others = [...new Set(states)].map((each) => `${states.filter((one) => one === each).length} ${each}`);
  return { kind: 'fails', expected: `${name} ≥ ${atLeast}`, found: others.join(', ') || '–' };
}

export function namesOf(things: { name: string }[]): string {
  return things.map(({ name }) => name).join(', ') || '–';
}
