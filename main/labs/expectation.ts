// What a check states about the real cluster. Told apart by `kind`; every field that is given must hold.

export type Expectation =
  | {
      kind: 'nodes';
      /** How many members the swarm has, of which managers, and of which ready. */
      count?: number;
      managers?: number;
      ready?: number;
    }
  | {
      kind: 'node';
      name: string;
      member?: boolean;
      role?: 'manager' | 'worker';
      leader?: boolean;
      reachable?: boolean;
      availability?: 'active' | 'pause' | 'drain';
      status?: 'ready' | 'down';
    }
  | {
      kind: 'service';
      name: string;
      /** False: there must be no such service. */
      exists?: boolean;
      /** Tasks running, all in all; and on each node that is named. */
      running?: number;
      on?: Record<string, number>;
      /** Every running task is on managers. */
      managersOnly?: boolean;
      /** Image of every running task. */
      image?: string;
      replicas?: number;
      published?: number;
      update?: { parallelism?: number; delaySeconds?: number };
    }
  | {
      kind: 'rolling-update';
      service: string;
      image: string;
      /** Never more tasks than this change at once. */
      parallelism: number;
      /** At least this many seconds from the end of a batch to the start of the next. */
      delaySeconds: number;
    }
  | {
      kind: 'page';
      /** Nodes that must answer on the port. */
      nodes: string[];
      port: number;
      path: string;
      /** Text that the page contains. */
      contains: string | undefined;
      /** HTTP status; below 400 where none is given. */
      status?: number | undefined;
      /** At least so many different container ids over `requests` requests to each node. */
      distinct?: { atLeast: number; requests: number; pattern: string } | undefined;
    }
  | {
      kind: 'task';
      service: string;
      /** Node that the tasks are counted on; all of them where none is given. */
      node?: string;
      /** As swarm names it: `running`, `failed`, `rejected`… */
      state: string;
      /** How many at least. */
      atLeast: number;
    }
  | {
      kind: 'network';
      name: string;
      /** Node that is asked. */
      node: string;
      exists: boolean;
      driver?: string;
      attachable?: boolean;
      encrypted?: boolean;
    }
  | {
      kind: 'container';
      /** Node that is asked. */
      node: string;
      /** Name, or the beginning of one: tasks bear their service's. */
      name?: string;
      image?: string;
      /** How many run. */
      running: number;
    }
  | {
      kind: 'file';
      node: string;
      /** Absolute path on the node. */
      path: string;
      exists: boolean;
      contains?: string;
    }
  | {
      kind: 'script';
      node: string;
      /** For `sh -c`, on the node. */
      run: string;
      /** Exit status. */
      status: number;
      /** Text that its output contains. */
      prints?: string;
    }
  | {
      /** What the managers keep: asked of one of them. */
      kind: 'secret' | 'config';
      name: string;
      exists: boolean;
    };
