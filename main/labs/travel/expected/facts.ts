// Statements taken into what is expected: the latest about a subject wins field by field, and drops what hung on the old.
import type { Check, Expectation } from '../../lab';
import type { Expected, NodeFacts, ServiceFacts } from './expected';

export function stateNodes(expected: Expected, { count, managers, ready }: Expected['nodes']): void {
  expected.swarm = true;
  expected.nodes = { ...expected.nodes, ...given({ count, managers, ready }) };
  expected.origin.set('nodes', expected.step);
}

export function stateNode(expected: Expected, name: string, stated: NodeFacts): void {
  const { member, role, leader, reachable, availability, status } = stated;
  if (member === false) {
    leave(expected, name);
    return;
  }
  expected.swarm = true;
  const before = expected.node.get(name);
  // Who is known to be a member, by whatever is said of it, takes part unless the lab says otherwise.
  const known: NodeFacts = before?.member ? before : { availability: 'active', status: 'ready' };
  known.member = true;
  if (role && known.role !== undefined && known.role !== role) delete expected.nodes.managers;
  if (role === 'worker') {
    delete known.leader;
    delete known.reachable;
  }
  if (status && status !== known.status) {
    delete expected.nodes.ready;
    delete known.reachable;
    disturb(expected, ['running', 'on']);
  }
  if (status === 'ready') expected.loose.delete(name);
  if (availability && availability !== known.availability) disturb(expected, ['on']);
  // There is one leader: whoever was it is no more.
  if (leader === true)
    for (const [other, facts] of expected.node) if (other !== name && facts.leader) delete facts.leader;
  const facts = { member, role, leader, reachable, availability, status };
  expected.node.set(name, { ...known, ...given(facts) });
  for (const field of Object.keys(given(facts))) expected.origin.set(`${name}.${field}`, expected.step);
  if (before === undefined) expected.origin.set(`${name}.member`, expected.step);
}

/** The node is none of the swarm's any more: what was known of it went with it. */
export function leave(expected: Expected, name: string): void {
  expected.node.set(name, { member: false });
  expected.nodes = {};
  expected.origin.set(`${name}.member`, expected.step);
  disturb(expected, ['running', 'on']);
}

export function stateService(expected: Expected, name: string, stated: ServiceFacts): void {
  const { replicas, running, on, image, published, managersOnly, update, plainUpdate } = stated;
  const facts = given({ replicas, running, on, image, published, managersOnly, update, plainUpdate });
  expected.swarm = true;
  if (stated.exists === false) {
    expected.service.delete(name);
    expected.made.delete(`service ${name}`);
    expected.gone.add(`service ${name}`);
    return;
  }
  const known = expected.service.get(name) ?? {};
  expected.service.set(name, { ...known, ...facts });
  for (const field of Object.keys(facts)) expected.origin.set(`${name}.${field}`, expected.step);
  if (!expected.origin.has(name)) expected.origin.set(name, expected.step);
}

export function stateFact(expected: Expected, check: Check): void {
  expected.facts.set(subjectOf(check.expect), check);
  expected.origin.set(subjectOf(check.expect), expected.step);
}

/** Anything may have happened to the node: its network cut, its docker stopped. What is checked afterwards is known. */
export function unsettle(expected: Expected, name: string): void {
  expected.loose.add(name);
  delete expected.nodes.ready;
  for (const facts of expected.node.values()) delete facts.leader;
  const facts = expected.node.get(name);
  delete facts?.status;
  delete facts?.reachable;
  disturb(expected, ['running', 'on']);
}

/** What a script or a file showed may be otherwise after the next commands, and no word of theirs tells. */
export function forgetPassing(expected: Expected): void {
  for (const [subject, { expect }] of expected.facts)
    if (['script', 'container', 'file'].includes(expect.kind)) expected.facts.delete(subject);
}

/** What moves tasks: where and how many run is not known any more, of one service or of all, nor what its pages show. */
export function disturb(expected: Expected, fields: (keyof ServiceFacts)[], only?: string): void {
  for (const [name, facts] of expected.service)
    if (only === undefined || only === name) for (const field of fields) Reflect.deleteProperty(facts, field);
  for (const [subject, { expect }] of expected.facts)
    if (['page', 'container', 'task'].includes(expect.kind)) expected.facts.delete(subject);
}

function given<T extends object>(facts: T): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function subjectOf(expect: Expectation): string {
  switch (expect.kind) {
    case 'page':
      return `page ${expect.port} ${expect.path}`;
    case 'task':
      return `task ${expect.service} ${expect.node ?? ''}`;
    case 'network':
      return `network ${expect.node} ${expect.name}`;
    case 'container':
      return `container ${expect.node} ${expect.name ?? ''} ${expect.image ?? ''}`;
    case 'file':
      return `file ${expect.node} ${expect.path}`;
    case 'script':
      return `script ${expect.node} ${expect.run}`;
    case 'secret':
    case 'config':
      return `${expect.kind} ${expect.name}`;
    case 'node':
    case 'nodes':
    case 'service':
    case 'rolling-update':
      return expect.kind;
  }
}
