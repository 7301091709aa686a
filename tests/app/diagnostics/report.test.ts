import { expect, it } from 'vitest';
import { writeReport } from '../../../main/app/diagnostics/report';
import { labLines } from '../../../main/app/diagnostics/lab';
import { translator } from '../../../main/i18n/i18n';
import type { Phase } from '../../../preload/contract';

const now = new Date('2026-02-03T04:05:06Z');
const english = translator('en');

it('a section that cannot be read says why, and takes no other with it', async () => {
  const report = await writeReport(
    [
      { title: 'window:reportVersions', lines: () => ['Essaim 1'] },
      { title: 'window:reportEngines', lines: () => Promise.reject(new Error('no socket')) },
      { title: 'window:reportLog', lines: () => [] },
    ],
    now,
    english,
  );
  expect(report).toBe(`Essaim diagnostics report — 2026-02-03T04:05:06.000Z

Versions
--------
Essaim 1

Engines
-------
Not read: no socket

Log (last lines)
----------------
Nothing to report.
`);
});

it('the lab’s lines say why it is down, and what is left over', () => {
  const phase: Phase = {
    kind: 'down',
    failure: { kind: 'engine', text: 'engine:diskFull', values: { endpoint: 'unix:///x' }, cause: 'ENOSPC' },
  };
  const leftovers = [{ name: 'labo', parts: ['essaim-labo-node1', 'essaim-labo'] }];
  const lines = labLines({ phase: () => phase, live: () => undefined, leftovers: () => leftovers }, english);
  expect(lines).toEqual([
    'Phase: down',
    `Failure: ${english('engine:diskFull', { endpoint: 'unix:///x' })}`,
    'Cause: ENOSPC',
    'Leftovers: labo (essaim-labo-node1, essaim-labo)',
  ]);
});
