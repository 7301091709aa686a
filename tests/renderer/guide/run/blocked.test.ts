// Why nothing can be run.
import { beforeAll, expect, it, vi } from 'vitest';
import type { Phase, Travel } from '../../../../preload/contract';

const away: Phase = { kind: 'lost', failure: { kind: 'cluster', text: 'guide:run', values: {}, cause: '' } };
const travel = (purpose: 'go' | 'solve', kind: 'under-way' | 'arrived' = 'under-way'): Travel => ({
  kind,
  purpose,
  step: 'a',
  stops: [],
  done: 0,
});
let blockedReason: (phase: Phase, travel: Travel) => string | undefined;

beforeAll(async () => {
  vi.stubGlobal('window', {});
  ({ blockedReason } = await import('../../../../renderer/guide/run/blocked'));
});

it('is that no lab is up', () => {
  expect(blockedReason({ kind: 'down' }, { kind: 'none' })).toBe('guide:blockedDown');
  expect(blockedReason(away, travel('go', 'arrived'))).toBe('guide:blockedLost');
});

it('is the way the cluster is on, also while nodes are made as new on it', () => {
  expect(blockedReason({ kind: 'resetting', steps: [], done: 0 }, travel('go'))).toBe('travel:windowBlocked');
  expect(blockedReason({ kind: 'resetting', steps: [], done: 0 }, travel('solve'))).toBe(
    'travel:windowBlockedSolve',
  );
});
