// How the nodes of a swarm differ from what is expected of them.
import type { MemberState, NodeState } from '../../../cluster/state';
import { checkState } from '../../checks';
import type { Expected, NodeFacts } from '../expected/expected';
import { type FoundFault, joining, managerTerminal, type Mend, terminalOf, typed } from './mend';
import type { Sight } from '../sight';

/** Who joins comes first, then who is promoted, then who is demoted: there is a manager at any time. */
export function nodeFaults(expected: Expected, sight: Sight): FoundFault[] {
  const { state } = sight;
  const faults = state.nodes.flatMap((node) => {
    const facts = expected.node.get(node.name);
    return facts ? faultsOfNode(node, facts, expected, sight) : [];
  });
  const rank = ({ text }: FoundFault): number => order.indexOf(text);
  faults.sort((one, other) => rank(one) - rank(other));
  const { nodes } = expected;
  const counted = checkState({ kind: 'nodes', ...nodes }, state);
  if (faults.length > 0 || counted.kind !== 'fails') return [...faults, ...ghostFaults(sight)];
  const { expected: wanted, found } = counted;
  const step = expected.origin.get('nodes');
  const fault: FoundFault = {
    ...{ subject: 'nodes', text: 'travel:faultNodes', values: { expected: wanted, found } },
    ...{ node: undefined, step, mends: [] },
  };
  return [fault, ...ghostFaults(sight)];
}

const order: FoundFault['text'][] = [
  'travel:faultOtherSwarm',
  'travel:faultLeft',
  'travel:faultJoined',
  'travel:faultNotManager',
  'travel:faultNotWorker',
  'travel:faultAvailability',
  'travel:faultDown',
  'travel:faultLeader',
];

function faultsOfNode(node: NodeState, facts: NodeFacts, expected: Expected, { state }: Sight): FoundFault[] {
  const { name, member } = node;
  const terminal = terminalOf(name, state);
  const fault = (field: string, text: FoundFault['text'], mends: Mend[], values = {}): FoundFault => ({
    ...{ subject: `${name}.${field}`, text, values: { node: name, ...values }, node: name, mends },
    step: expected.origin.get(`${name}.${field}`) ?? expected.origin.get(`${name}.member`),
  });
  const leave = typed(terminal, 'docker swarm leave --force');
  if (facts.member === false)
    return node.swarm === 'inactive' ? [] : [fault('member', 'travel:faultJoined', [leave])];
  if (!member) {
    const join = joining(terminal, facts.role ?? 'worker');
    return node.swarm === 'inactive'
      ? [fault('member', 'travel:faultLeft', [join])]
      : [fault('member', 'travel:faultOtherSwarm', [leave, join])];
  }
  return [
    ...roleFaults(member, facts, (field, text, verb) =>
      fault(field, text, verb ? [typed(managerTerminal(state), `docker node ${verb} ${name}`)] : []),
    ),
    ...(facts.availability && facts.availability !== member.availability
      ? [
          fault(
            'availability',
            'travel:faultAvailability',
            [
              typed(
                managerTerminal(state),
                `docker node update --availability ${facts.availability} ${name}`,
              ),
            ],
            { expected: facts.availability, found: member.availability },
          ),
        ]
      : []),
    ...(facts.status && facts.status !== member.status
      ? [fault('status', 'travel:faultDown', [], { expected: facts.status, found: member.status })]
      : []),
  ];
}

type RoleFault = (field: string, text: FoundFault['text'], verb?: 'promote' | 'demote') => FoundFault;

function roleFaults(
  member: MemberState,
  { role, leader, reachable }: NodeFacts,
  fault: RoleFault,
): FoundFault[] {
  if (role === 'manager' && member.role !== 'manager')
    return [fault('role', 'travel:faultNotManager', 'promote')];
  if (role === 'worker' && member.role !== 'worker')
    return [fault('role', 'travel:faultNotWorker', 'demote')];
  if (leader === true && !member.leader) return [fault('leader', 'travel:faultLeader')];
  if (reachable === true && member.reachability !== 'reachable')
    return [fault('reachable', 'travel:faultUnreachable')];
  return [];
}

/** The managers list a node that left until somebody takes it off. */
function ghostFaults({ ghosts, state }: Sight): FoundFault[] {
  return ghosts.map(({ id, name }) => ({
    ...{ subject: `ghost ${id}`, text: 'travel:faultGhost', values: { node: name, id }, node: name },
    ...{ step: undefined, mends: [typed(managerTerminal(state), `docker node rm --force ${id}`)] },
  }));
}
