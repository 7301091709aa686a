// Types of drawing.js, for the app and the tests; the page itself does without.

export interface DrawnState {
  /** When the state was read, in ms since the epoch; without it the newest change counts as now. */
  now?: number;
  nodes: {
    id: string;
    name: string;
    address?: string;
    role: 'manager' | 'worker';
    leader?: boolean;
    reachability?: string;
    availability: string;
    status: string;
    engine?: string;
  }[];
  services: {
    id: string;
    name: string;
    image: string;
    /** Undefined for global services. */
    replicas?: number;
    /** Published ones. */
    ports?: number[];
    /** As swarm names it: `updating`, `paused`… */
    update?: string;
    createdAt: string | number;
  }[];
  tasks: {
    id: string;
    serviceId: string;
    nodeId?: string;
    slot?: number;
    image: string;
    /** As swarm names them: `running`, `preparing`, `failed`… */
    state: string;
    desired: string;
    error?: string;
    containerId?: string;
    /** When `state` was reached: ISO 8601, or ms since the epoch. */
    stateAt?: string | number;
  }[];
}

export interface ImageName {
  repository: string;
  tag: string;
}

export interface TaskChip extends ImageName {
  key: string;
  /** `vote.3`. */
  label: string;
  service: string;
  serviceId: string;
  slot: number | undefined;
  nodeId: string | undefined;
  /** 0 to 9, of drawing.css. */
  colour: number;
  /** Not the image that the service wants by now. */
  outdated: boolean;
  state: string;
  tone: 'coming' | 'running' | 'ended' | 'failed';
  error: string | undefined;
  /** Fresh failures in this place that this one stands for. */
  times: number;
  containerId: string | undefined;
  /** The node is away: this is what it said last. */
  lastKnown: boolean;
}

export interface NodeCard {
  key: string;
  name: string;
  address: string | undefined;
  role: 'leader' | 'manager' | 'worker';
  availability: string;
  status: string;
  unreachable: boolean;
  engine: string | undefined;
  tasks: TaskChip[];
}

export interface ServiceLabel extends ImageName {
  key: string;
  name: string;
  colour: number;
  ports: number[];
  update: string | undefined;
  running: number;
  wanted: number;
}

export interface Drawing {
  nodes: NodeCard[];
  /** Tasks that no node was chosen for. */
  waiting: TaskChip[];
  services: ServiceLabel[];
  summary: { nodes: number; ready: number; running: number };
}

/** The word for a key such as `state.running`, with its {values} filled in. */
export type Say = (key: string, values?: object) => string;

export function draw(state: DrawnState): Drawing;
/** `root` is an HTMLElement; its content is the drawing's. */
export function render(view: Drawing, root: unknown, say: Say): void;
export function splitImage(image: string): ImageName;
