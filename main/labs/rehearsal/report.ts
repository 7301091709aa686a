// What a rehearsal found, step by step.

/** `limited`: what this engine can do holds, but something of it cannot be verified here; never counted as passed. */
export type Status = 'passed' | 'limited' | 'failed' | 'not-played';

export interface ActionReport {
  kind: 'command' | 'output' | 'check' | 'link';
  /** 1-based line in the post; undefined for a check, which stands in the sidecar. */
  line: number | undefined;
  /** Where a check stands: `lab.yml:12`. */
  at?: string | undefined;
  /** `node1`, on which a command ran. */
  node?: string | undefined;
  /** The command, the check's statement, or the link's address. */
  text: string;
  status: Exclude<Status, 'not-played'>;
  seconds: number;
  /** Why it failed or is limited; or what was measured. */
  detail?: string | undefined;
}

export interface StepReport {
  id: string;
  title: string;
  line: number;
  status: Status;
  seconds: number;
  actions: ActionReport[];
}

export interface RehearsalReport {
  lab: { id: string; title: string; path: string };
  engine: { kind: string; endpoint: string; version: string; routingMesh: string };
  startedAt: string;
  seconds: number;
  status: Status;
  steps: StepReport[];
}

const order: Status[] = ['passed', 'limited', 'not-played', 'failed'];

/** The gravest of several. */
export function worst(statuses: Status[]): Status {
  return statuses.reduce<Status>(
    (one, other) => (order.indexOf(other) > order.indexOf(one) ? other : one),
    'passed',
  );
}
