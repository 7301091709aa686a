// Our labs on stacks and on failures from end to end, side by side: most of their time is waiting.
import { describe, expect, test } from 'vitest';
import type { ActionReport, RehearsalReport } from '../../../main/labs/rehearsal/report';
import { repository } from '../../../scripts/repository';
import { useClusters } from '../../helpers/cluster';
import { rehearseLab } from '../../helpers/rehearsal';

const clusters = useClusters();
/** Milliseconds: the longer one takes three minutes here, and twice that beside another one. */
const patience = 600_000;

function actionsOf(report: RehearsalReport): ActionReport[] {
  return report.steps.flatMap(({ actions }) => actions);
}

/** Nothing failed, nothing was left out, and limited is only what the routing mesh would have to show. */
function expectPlayed(report: RehearsalReport): void {
  const actions = actionsOf(report);
  expect(actions.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(report.steps.filter(({ status }) => status === 'not-played')).toEqual([]);
  const limited = actions.filter(({ status }) => status === 'limited');
  if (report.engine.routingMesh === 'yes') expect(limited).toEqual([]);
  for (const { kind, detail } of limited) {
    expect(['link', 'check']).toContain(kind);
    expect(detail).toMatch(/^non vérifiable .*IP_VS.*8080/);
  }
}

function commands(report: RehearsalReport): string[] {
  return actionsOf(report).flatMap(({ kind, text }) => (kind === 'command' ? [text] : []));
}

describe.concurrent('on a cluster of three nodes', () => {
  test('the lab on stacks and secrets plays to its end', { timeout: patience }, async () => {
    const cluster = await clusters.up({ name: 'stacks' });
    const report = await rehearseLab(repository('assets', 'labs', 'swarm-stacks-et-secrets'), cluster);
    console.log(`stacks: ${report.seconds} s`);
    expectPlayed(report);
    // The container's id was captured, and given to the commands after it.
    const asked = commands(report).filter((text) => text.includes('wget'));
    expect(asked).toHaveLength(6);
    for (const text of asked) expect(text).toMatch(/^docker exec [0-9a-f]{12} wget/);
  });

  test(
    'the lab of failures plays to its end, and leaves a swarm that works',
    { timeout: patience },
    async () => {
      const cluster = await clusters.up({ name: 'failures' });
      const report = await rehearseLab(repository('assets', 'labs', 'swarm-pannes'), cluster);
      console.log(`failures: ${report.seconds} s`);
      expectPlayed(report);
      const joins = commands(report).filter((text) => text.startsWith('docker swarm join --token'));
      expect(joins).toHaveLength(4);
      for (const text of joins) expect(text).toMatch(/ SWMTKN-\S+ [\d.]+:2377$/);
    },
  );
});
