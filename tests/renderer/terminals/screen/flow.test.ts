// A terminal's data on their way to the screen.
import { expect, test } from 'vitest';
import type { Answer } from '../../../../preload/contract';
import { createFlow, type Flow } from '../../../../renderer/terminals/screen/flow';

const size = { columns: 80, rows: 24 };

/** A flow whose screen takes everything in at once, and whose main answers when told. */
function flowing(): {
  flow: Flow;
  screen: () => string;
  acknowledged: () => number;
  answer: (answer: Answer<string>) => void;
  asked: () => number;
} {
  let shown = '';
  let taken = 0;
  let asked = 0;
  let answer: (answer: Answer<string>) => void = () => undefined;
  const flow = createFlow({
    attach: () => {
      asked += 1;
      return new Promise((resolve) => (answer = resolve));
    },
    acknowledge: (characters) => (taken += characters),
    write: (text, done) => {
      shown += text;
      done?.();
    },
  });
  return {
    flow,
    screen: () => shown,
    acknowledged: () => taken,
    asked: () => asked,
    answer: (given) => answer(given),
  };
}

test('data that overtake the answer come behind it, and data from before the question not twice', async () => {
  const { flow, screen, answer } = flowing();
  flow.receive('in the answer ');
  const started = flow.start(size);
  flow.receive('early ');
  answer({ ok: true, value: 'in the answer ' });
  await started;
  flow.receive('late');
  expect(screen()).toBe('in the answer early late');
});

test('it is started once', async () => {
  const { flow, screen, answer, asked } = flowing();
  const started = flow.start(size);
  void flow.start(size);
  answer({ ok: true, value: 'once' });
  await started;
  await flow.start(size);
  expect([asked(), screen()]).toEqual([1, 'once']);
});

test('a flood is acknowledged, what was printed before is not', async () => {
  const { flow, answer, acknowledged } = flowing();
  const started = flow.start(size);
  answer({ ok: true, value: 'x'.repeat(500_000) });
  await started;
  flow.receive('y');
  expect(acknowledged()).toBe(0);
  flow.receive('z'.repeat(60_000));
  flow.receive('z'.repeat(60_000));
  expect(acknowledged()).toBe(120_001);
});

test('what main never knew to be shown stays far below what stops it', async () => {
  const { flow, answer, acknowledged } = flowing();
  const started = flow.start(size);
  answer({ ok: true, value: '' });
  await started;
  for (let sent = 0; sent < 100_000; sent += 100) flow.receive('a'.repeat(100));
  expect(100_000 - acknowledged()).toBeLessThan(16 * 1024);
});
