// What mends a fault: commands as blocks, each for one terminal; the lab's own where one does it.
import type { TextKey, TextValues } from '../../../i18n/i18n';
import type { ClusterState } from '../../../cluster/state';
import type { PlayedBlock } from '../expected/effects';

/** One command. Blocks that are not the lab's own stand at line 0. */
export interface Mend {
  terminal: number;
  block: PlayedBlock;
}

/** A difference between the cluster and what is expected of it. */
export interface FoundFault {
  /** What it is about: `node2.role`, `vote`, `service vores`. */
  subject: string;
  text: TextKey;
  values: TextValues;
  node: string | undefined;
  /** Id of the step whose result is missing. */
  step: string | undefined;
  /** In order; empty where no command mends it. */
  mends: Mend[];
}

export function typed(terminal: number, code: string): Mend {
  return { terminal, block: { kind: 'command', line: 0, terminal, code } };
}

/** With the running swarm's true token. */
export function joining(terminal: number, role: 'manager' | 'worker'): Mend {
  const code = 'docker swarm join';
  const runs = { terminals: [terminal], command: { kind: 'swarm-join' as const, role } };
  return { terminal, block: { kind: 'code', line: 0, language: undefined, code, runs } };
}

export function terminalOf(node: string, { nodes }: ClusterState): number {
  return nodes.findIndex(({ name }) => name === node) + 1;
}

/** Terminal of a node that answers for the swarm: the leader, where there is one; 0 where nobody does. */
export function managerTerminal({ nodes }: ClusterState): number {
  const leader = nodes.findIndex(({ member, manages }) => manages && member?.leader);
  return (leader < 0 ? nodes.findIndex(({ member, manages }) => manages && member) : leader) + 1;
}
