// A keeper with a cluster that is only a state, and a lab with promotion and demotion, for the guide's unit tests.
import type { KeeperEvents, Live } from '../../../main/app/cluster/live';
import { createEmitter, type Emitter } from '../../../main/app/emitter';
import type { ClusterState } from '../../../main/cluster/state';
import type { Ability } from '../../../main/engine/engine';
import type { Check, Lab, Step } from '../../../main/labs/lab';
import { node, state } from '../../cluster/states';

export const fresh = state({ nodes: [node('node1'), node('node2'), node('node3')] });

export interface FakeKeeper {
  live(): Live | undefined;
  on: Emitter<KeeperEvents>['on'];
  phase(): { kind: 'down' };
  reset(): Promise<void>;
  restore(): Promise<void>;
  cancel(): void;
  remembered: [string, string][];
  remember(name: string, step: string): void;
  /** A cluster comes up, or goes. */
  setLive(first: ClusterState | undefined): void;
  /** What the watch sees next. */
  see(next: ClusterState): void;
  tell: Emitter<KeeperEvents>['tell'];
}

export function fakeKeeper(routingMesh: Ability = { kind: 'yes' }, nodes: object[] = []): FakeKeeper {
  const events = createEmitter<KeeperEvents>();
  let live: Live | undefined;
  let current = fresh;
  const listeners = new Set<(state: ClusterState) => void>();
  const remembered: [string, string][] = [];
  return {
    remembered,
    live: () => live,
    on: (event, listener) => events.on(event, listener),
    tell: (event, value) => events.tell(event, value),
    phase: () => ({ kind: 'down' }),
    reset: () => Promise.resolve(),
    restore: () => Promise.resolve(),
    cancel: () => undefined,
    remember: (name, step) => void remembered.push([name, step]),
    setLive: (first) => {
      listeners.clear();
      if (first) current = first;
      const watch = {
        current: () => current,
        refresh: () => Promise.resolve(current),
        until: () => Promise.resolve(current),
        onChange: (listener: (state: ClusterState) => void) => {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
      };
      const cluster = { name: 'essaim', nodes, engine: { endpoint: 'unix:///e.sock' }, socksPort: 1 };
      live = first && ({ cluster, watch, engine: { routingMesh } } as unknown as Live);
      events.tell('live', live);
    },
    see: (next) => {
      current = next;
      for (const listener of [...listeners]) listener(next);
    },
  };
}

export function step(id: string, title = id, blocks: Step['blocks'] = []): Step {
  return { id, title, level: 2, line: 1, blocks };
}

export function check(expect: Check['expect'], after?: string): Check {
  return { say: { fr: 'oui' }, after, expect };
}

/** Steps by id, with their checks and hints. */
export function labOf(steps: Step[], checks: Record<string, Check[]>): Lab {
  const sidecarSteps = Object.fromEntries(
    Object.entries(checks).map(([id, list]) => [
      id,
      {
        ...{ minutes: undefined, runs: [], captures: [], solution: [] },
        checks: list,
        hints: [{ fr: 'a' }, { fr: 'b' }],
      },
    ]),
  );
  return {
    ...{
      id: 'essai',
      path: '/labs/essai/index.md',
      title: 'Essai',
      language: 'fr',
      author: undefined,
      tags: [],
    },
    ...{ terminals: 3, steps, warnings: [] },
    totals: { commands: {}, portLinks: 0, quizzes: 0, images: 0 },
    sidecar: {
      version: 1,
      summary: undefined,
      minutes: undefined,
      level: undefined,
      images: [],
      steps: sidecarSteps,
    },
  };
}
