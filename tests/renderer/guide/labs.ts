// Labs and progress to try the guide's pure parts on.
import type { Block, Lab, Progress, Step } from '../../../preload/contract';

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
