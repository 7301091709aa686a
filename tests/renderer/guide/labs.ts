// Labs and progress to try the guide's pure parts on.
import type { Block, Lab, Progress, Sidecar, Step } from '../../../preload/contract';

let line = 0;

export function step(id: string, blocks: Block[] = [], level = 2): Step {
  return { id, title: id, level, line: ++line, blocks };
}

export function lab(...steps: Step[]): Lab {
  return {
    id: 'lab',
    path: '/lab.md',
    title: 'Lab',
    language: 'fr',
    author: undefined,
    tags: [],
    terminals: 3,
    steps,
    totals: { commands: {}, portLinks: 0, quizzes: 0, images: 0 },
    warnings: [],
    sidecar: undefined,
  };
}

type StepSidecar = Sidecar['steps'][string];

export function sidecar(steps: Record<string, Partial<StepSidecar>>, over: Partial<Sidecar> = {}): Sidecar {
  const empty: StepSidecar = {
    minutes: undefined,
    runs: [],
    captures: [],
    checks: [],
    hints: [],
    solution: [],
  };
  return {
    version: 1,
    summary: undefined,
    minutes: undefined,
    level: undefined,
    images: [],
    steps: Object.fromEntries(Object.entries(steps).map(([id, one]) => [id, { ...empty, ...one }])),
    ...over,
  };
}

export function check(fr: string): StepSidecar['checks'][number] {
  return { say: { fr }, after: undefined, expect: { kind: 'file', node: 'node1', path: '/x', exists: true } };
}

export function progress(over: Partial<Progress> = {}): Progress {
  return {
    lab: 'lab',
    current: 'a',
    visited: [],
    checks: {},
    runs: {},
    quizzes: {},
    hints: {},
    times: {},
    solutions: [],
    captures: {},
    startedAt: '2026-03-01T10:00:00.000Z',
    ...over,
  };
}

export function command(at: number, terminal = 1): Extract<Block, { kind: 'command' }> {
  return { kind: 'command', line: at, terminal, code: 'docker node ls' };
}

export function output(at: number, text: string): Extract<Block, { kind: 'output' }> {
  return { kind: 'output', line: at, text };
}
