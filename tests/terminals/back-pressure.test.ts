import { expect, test } from 'vitest';
import { backPressure, HIGH, LOW } from '../../main/terminals/back-pressure';

function valve(): { calls: string[]; pause(): void; resume(): void } {
  const calls: string[] = [];
  return { calls, pause: () => void calls.push('pause'), resume: () => void calls.push('resume') };
}

test('pauses above the high mark and resumes at the low one', () => {
  const it = valve();
  const pressure = backPressure(it);
  pressure.handed(HIGH);
  expect(it.calls).toEqual([]);
  pressure.handed(1);
  pressure.handed(1000);
  expect(it.calls).toEqual(['pause']);
  pressure.acknowledged(HIGH + 1001 - LOW - 1);
  expect(it.calls).toEqual(['pause']);
  pressure.acknowledged(1);
  expect(it.calls).toEqual(['pause', 'resume']);
});

test('forgets what nobody will acknowledge any more', () => {
  const it = valve();
  const pressure = backPressure(it);
  pressure.handed(HIGH * 2);
  pressure.release();
  expect(it.calls).toEqual(['pause', 'resume']);
});

test('takes no acknowledgement for more than there is, nor nonsense', () => {
  const it = valve();
  const pressure = backPressure(it);
  pressure.acknowledged(HIGH);
  pressure.handed(HIGH + 1);
  for (const nonsense of [Number.NaN, -1, -Infinity]) pressure.acknowledged(nonsense);
  expect(it.calls).toEqual(['pause']);
});
