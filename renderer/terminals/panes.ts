// Which panes there are: one for each node with its sessions, and one for the learner's own machine.
import type { TerminalInfo, TerminalPlace } from '../../preload/contract';

export interface Pane {
  /** `node1`, or `host`; the node's name in the cluster's state. */
  key: string;
  /** The node's; 0 for the learner's own machine. */
  number: number;
  place: TerminalPlace;
  /** In the order in which they were opened; empty until the first one is. */
  sessions: TerminalInfo[];
}

/** Of the learner's own machine in `useView.terminal`, where nodes have 1 to 7. */
export const hostNumber = 0;

interface PanesOptions {
  /** Nodes that the lab uses: their panes have their places before their shells are open. */
  nodes: number;
  /** Whether there is one for the learner's own machine. */
  withHost: boolean;
}

export function panesOf(list: TerminalInfo[], { nodes, withHost }: PanesOptions): Pane[] {
  const panes = new Map<number, Pane>();
  for (let number = 1; number <= nodes; number++) panes.set(number, emptyPane(number));
  for (const session of list) {
    const number = session.place.kind === 'node' ? session.place.number : hostNumber;
    const pane = panes.get(number) ?? emptyPane(number);
    pane.sessions.push(session);
    panes.set(number, pane);
  }
  const host = panes.get(hostNumber) ?? emptyPane(hostNumber);
  panes.delete(hostNumber);
  const onNodes = [...panes.values()].sort((one, other) => one.number - other.number);
  return withHost ? [...onNodes, host] : onNodes;
}

function emptyPane(number: number): Pane {
  if (number === hostNumber) return { key: 'host', number, place: { kind: 'host' }, sessions: [] };
  return { key: `node${number}`, number, place: { kind: 'node', number }, sessions: [] };
}

/** The session that a pane shows: the chosen one while it lives, else the one that the lab's commands go to. */
export function shownSession(pane: Pane, chosen: string | undefined): TerminalInfo | undefined {
  const { sessions } = pane;
  return sessions.find(({ id }) => id === chosen) ?? sessions.find(({ main }) => main) ?? sessions[0];
}
