// Our labs from end to end, and the post that the first comes from where that is at hand: all at once, as they mostly wait.
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ActionReport, RehearsalReport } from '../../../main/labs/rehearsal/report';
import { repository } from '../../../scripts/repository';
import { useClusters } from '../../helpers/cluster';
import { rehearseLab } from '../../helpers/rehearsal';

const clusters = useClusters();
/** Milliseconds: the longest takes four minutes alone, and longer beside the others. */
const patience = 900_000;
const original = repository('..', 'shared', 'lab', 'swarm-vue-d-ensemble.post.md');

function print({ lab, seconds, steps }: RehearsalReport): void {
  const lines = steps.map(({ id, status, seconds: took, actions }) => {
    const details = actions
      .filter(({ detail }) => detail !== undefined)
      .map(({ text, detail }) => `\n      ${text}: ${detail ?? ''}`);
    return `  ${status.padEnd(8)} ${took.toFixed(1).padStart(5)} s  ${id}${details.join('')}`;
  });
  console.log(`${lab.path}: ${seconds} s\n${lines.join('\n')}`);
}

/** Every action is passed, or limited for want of the routing mesh, with its reason; and limited are the port links. */
function expectPlayed(report: RehearsalReport): void {
  const actions = actionsOf(report);
  expect(actions.filter(({ status }) => status === 'failed')).toEqual([]);
  const links = actions.filter(({ kind }) => kind === 'link');
  expect(links.length).toBeGreaterThan(0);
  const wanted = report.engine.routingMesh === 'no' ? 'limited' : 'passed';
  expect(new Set(links.map(({ status }) => status))).toEqual(new Set([wanted]));
  for (const { kind, status, detail } of actions) {
    if (status !== 'limited') continue;
    expect(['link', 'check']).toContain(kind);
    expect(detail).toMatch(/^non vérifiable .*IP_VS.*(8080|8000)/);
  }
  for (const { status, actions: played } of report.steps) {
    const isLimited = played.some((action: ActionReport) => action.status === 'limited');
    expect(status).toBe(isLimited ? 'limited' : 'passed');
  }
}

function actionsOf(report: RehearsalReport): ActionReport[] {
  return report.steps.flatMap(({ actions }) => actions);
}

function commands(report: RehearsalReport): string[] {
  return actionsOf(report).flatMap(({ kind, text }) => (kind === 'command' ? [text] : []));
}

describe.concurrent('on a cluster of three nodes', () => {
  test(
    'the French lab plays to its end, every step verified as far as the engine goes',
    { timeout: patience },
    async () => {
      const cluster = await clusters.up({ name: 'french' });
      const report = await rehearseLab(repository('assets', 'labs', 'swarm-vue-d-ensemble'), cluster);
      print(report);
      expectPlayed(report);

      const update = report.steps.find(({ id }) => id.startsWith('mise-a-jour-progressive'));
      const measured = update?.actions.find(
        ({ kind, detail }) => kind === 'check' && detail?.startsWith('slots'),
      )?.detail;
      const [, slots = '', atOnce = '', delays = ''] =
        /^slots ([\d ]+); (\d+) at once; delays ([\d. ]+) s$/.exec(measured ?? '') ?? [];
      expect(slots.split(' ').map(Number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
      expect(Number(atOnce)).toBeLessThanOrEqual(2);
      expect(delays.split(' ')).toHaveLength(4);
      for (const delay of delays.split(' ')) expect(Number(delay)).toBeGreaterThanOrEqual(14);
    },
  );

  test('the original post plays to its end as it stands', { timeout: patience }, async (context) => {
    if (!existsSync(original)) {
      console.log(`not shown: the original post plays to its end (${original} is not here)`);
      context.skip('the original post is not beside the repository');
    }
    const cluster = await clusters.up({ name: 'original' });
    const report = await rehearseLab(original, cluster);
    print(report);
    expectPlayed(report);
  });

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
