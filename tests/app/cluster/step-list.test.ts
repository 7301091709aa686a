import { beforeEach, expect, test } from 'vitest';
import { createStepList } from '../../../main/app/cluster/step-list';
import type { Phase } from '../../../preload/contract';

let told: Phase[];
const tell = (phase: Phase): void => void told.push(phase);
/** The steps as they were told last: text and state. */
const last = (): unknown => {
  const phase = told.at(-1);
  return phase && 'steps' in phase && phase.steps.map(({ text, state }) => `${text} ${state}`);
};

beforeEach(() => {
  told = [];
});

test('a step ends when the next one begins, and its words may change while it runs', () => {
  const steps = createStepList('starting', tell);
  steps.begin('cluster:stepEngine');
  steps.reword('cluster:engineDocker', { why: 'il répond' });
  steps.begin('cluster:stepAttach', {}, 0.1);
  expect(last()).toEqual(['cluster:engineDocker done', 'cluster:stepAttach running']);
  expect(told.at(-1)).toMatchObject({ kind: 'starting', done: 0.1 });
});

test('a verb’s steps take their part of the whole, which never shrinks', () => {
  const steps = createStepList('resetting', tell);
  steps.begin('cluster:stepEngine', {}, 0.3);
  const follow = steps.follow(0.2, 0.6);
  follow({ title: 'cluster:stepNodes', values: { count: 3 }, done: 0, state: 'running' });
  expect(told.at(-1)).toMatchObject({ done: 0.3 });
  follow({ title: 'cluster:stepNodes', values: { count: 3 }, done: 0.5, state: 'done' });
  expect(told.at(-1)).toMatchObject({ done: 0.4 });
  expect(last()).toEqual(['cluster:stepEngine done', 'cluster:stepNodes done']);
});

test('a step that failed stays so when the next one begins', () => {
  const steps = createStepList('starting', tell);
  steps.begin('cluster:stepGoBack', { name: 'un' });
  steps.fail();
  steps.begin('cluster:stepNodes', { count: 3 });
  expect(last()).toEqual(['cluster:stepGoBack failed', 'cluster:stepNodes running']);
});

test('nothing is told once it was aborted', () => {
  const stop = new AbortController();
  const steps = createStepList('starting', tell, stop.signal);
  steps.begin('cluster:stepEngine');
  stop.abort();
  steps.begin('cluster:stepAttach');
  expect(last()).toEqual(['cluster:stepEngine running']);
});
