// How a cluster differs from what is expected of it, gravest first, and what mends each difference. Pure.
import type { ClusterState } from '../../../cluster/state';
import type { Expected } from '../expected/expected';
import { type FoundFault, managerTerminal, typed } from './mend';
import { missingFaults } from './missing';
import { nodeFaults } from './nodes';
import { serviceFaults } from './services';
import type { Sight } from '../sight';
import { strangerFaults } from './strangers';

/** In the order in which they are mended: a service is made once its nodes are there, and its port is free. */
export function faultsOf(expected: Expected, sight: Sight): FoundFault[] {
  const { state } = sight;
  const silent = state.nodes.filter(({ docker, name }) => docker === 'silent' && !expected.loose.has(name));
  if (silent.length > 0) return silent.map(({ name }) => silentFault(name));
  if (!expected.swarm) return [...leaveFaults(state), ...strangerFaults(expected, sight)];
  // Whoever lost the majority on purpose cannot be asked.
  if (expected.loose.size > 0 && managerTerminal(state) === 0) return [];
  const outside = swarmFault(expected, state);
  if (outside) return [outside];
  const nodes = nodeFaults(expected, sight);
  return [
    ...nodes,
    ...strangerFaults(expected, sight),
    ...missingFaults(expected, sight),
    ...serviceFaults(expected, sight),
  ];
}

function silentFault(node: string): FoundFault {
  return { subject: node, text: 'travel:faultSilent', values: { node }, node, step: undefined, mends: [] };
}

/**
 * Workers first: the last manager takes the swarm with it. One that has lost its majority takes a minute to leave, so
 * that is no mend.
 */
function leaveFaults(state: ClusterState): FoundFault[] {
  const isLed = managerTerminal(state) > 0;
  return state.nodes
    .map(({ name, swarm, manages }, index) => ({ name, swarm, manages, terminal: index + 1 }))
    .filter(({ swarm }) => swarm !== 'inactive')
    .sort((one, other) => Number(one.manages) - Number(other.manages))
    .map(({ name, terminal }) => ({
      ...{ subject: `${name}.member`, text: 'travel:faultSwarmEarly', values: { node: name }, node: name },
      ...{ step: undefined, mends: isLed ? [typed(terminal, 'docker swarm leave --force')] : [] },
    }));
}

/** Nothing can be asked of a swarm without a manager that answers. */
function swarmFault({ node, origin }: Expected, state: ClusterState): FoundFault | undefined {
  if (managerTerminal(state) > 0) return undefined;
  const first = [...node].find(([, { role, leader }]) => leader ?? role === 'manager')?.[0] ?? 'node1';
  const at = state.nodes.findIndex(({ name }) => name === first);
  const step = origin.get(`${first}.member`);
  const fault = { subject: 'swarm', values: { node: first }, node: first, step };
  const begin = (more: string): FoundFault['mends'] => [
    typed(at + 1, `docker swarm init${more} --advertise-addr $(hostname -i)`),
  ];
  if (state.nodes[at]?.manages)
    return { ...fault, text: 'travel:faultNoLeader', mends: begin(' --force-new-cluster') };
  const isNowhere = state.nodes.every(({ swarm }) => swarm === 'inactive');
  return { ...fault, text: 'travel:faultNoSwarm', mends: isNowhere ? begin('') : [] };
}
