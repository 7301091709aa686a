// Whether a page of the cluster shows what it must: by the browser's way, or honestly less where there is no mesh.
import type { Reason } from '../../engine/engine';
import { messageOf } from '../../failure/failure';
import type { CheckResult } from '../checks';
import { firstGroup } from '../first-group';
import type { Expectation } from '../lab';
import { askTask, openPage, type Page } from './page';
import type { Stage } from './stage';

export type PageExpectation = Extract<Expectation, { kind: 'page' }>;

/** What a page is looked at with. */
export type PageEye = Pick<Stage, 'cluster' | 'watch' | 'routingMesh' | 'say'>;

export async function checkPage(expected: PageExpectation, stage: PageEye): Promise<CheckResult> {
  const { port } = expected;
  const ports = stage.watch.current().services.flatMap((service) => service.ports);
  const byMesh = ports.some(({ published, mode }) => published === port && mode === 'ingress');
  if (byMesh && stage.routingMesh.kind === 'no')
    return checkWithoutMesh(expected, stage, stage.routingMesh.why);
  for (const node of expected.nodes) {
    const result = await checkOn(node, expected, stage);
    if (result.kind !== 'holds') return result;
  }
  return { kind: 'holds' };
}

async function checkOn(node: string, expected: PageExpectation, stage: PageEye): Promise<CheckResult> {
  const { port, path, distinct } = expected;
  const address = `http://${node}:${port}${path}`;
  const requests = distinct?.requests ?? 1;
  const ids = new Set<string>();
  for (let index = 0; index < requests; index++) {
    let page: Page;
    try {
      page = await openPage(stage.cluster, node, port, path);
    } catch (error) {
      return { kind: 'fails', expected: address, found: messageOf(error) };
    }
    const result = judge(page, address, expected);
    if (result.kind !== 'holds') return result;
    const id = distinct && firstGroup(distinct.pattern, page.body);
    if (id) ids.add(id);
  }
  if (distinct && ids.size < distinct.atLeast)
    return {
      kind: 'fails',
      expected: `${distinct.atLeast} containers / ${requests}`,
      found: `${ids.size} (${node})`,
    };
  return { kind: 'holds' };
}

function judge({ status, body }: Page, address: string, expected: PageExpectation): CheckResult {
  const { contains } = expected;
  if (expected.status !== undefined && status !== expected.status)
    return { kind: 'fails', expected: `${address}: HTTP ${expected.status}`, found: `HTTP ${status}` };
  if (expected.status === undefined && (status >= 400 || body === ''))
    return { kind: 'fails', expected: address, found: `HTTP ${status}` };
  if (contains !== undefined && !body.includes(contains))
    return {
      kind: 'fails',
      expected: `${address}: “${contains}”`,
      found: body.replace(/\s+/g, ' ').slice(0, 200),
    };
  return { kind: 'holds' };
}

/** One task, asked on its own node: proves that the service answers, and nothing about the mesh. */
async function checkWithoutMesh(
  expected: PageExpectation,
  stage: PageEye,
  reason: Reason,
): Promise<CheckResult> {
  const { port, path } = expected;
  const asked = await askTask(stage.cluster, await stage.watch.refresh(), port, path);
  if (!asked) return { kind: 'fails', expected: `:${port}`, found: '–' };
  const { page, task } = asked;
  const result = judge(page, `${task.service}.${task.slot ?? ''} (${task.node ?? ''})`, expected);
  if (result.kind !== 'holds') return result;
  const why = stage.say(reason.text, reason.values);
  const values = { why, port, task: `${task.service}.${task.slot ?? ''}`, node: task.node ?? '' };
  return { kind: 'unknown', why: stage.say('rehearsal:noMesh', values) };
}
