// What only a manager knows: the swarm's secrets and configs.
import type { Cluster } from '../../cluster/cluster';
import type { ClusterState } from '../../cluster/state';
import { within } from '../../engine/within';
import { type CheckResult, judge, namesOf } from '../checks';
import type { Expectation } from '../lab';
import { answerLimit, nodeOf } from './node-of';

type Kept = Extract<Expectation, { kind: 'secret' | 'config' }>;

export async function askKept(
  { kind, name, exists }: Kept,
  cluster: Pick<Cluster, 'nodes'>,
  { nodes }: ClusterState,
): Promise<CheckResult> {
  const manager = nodes.find(({ manages }) => manages);
  if (!manager) return { kind: 'fails', expected: `${kind} ${name}`, found: '–' };
  const { api } = nodeOf(manager.name, cluster).inner;
  const listing = kind === 'secret' ? api.listSecrets() : api.listConfigs();
  const listed = await within<{ Spec?: { Name?: string | undefined } | undefined }[]>(answerLimit, listing);
  const found = listed.map(({ Spec }) => ({ name: Spec?.Name ?? '' }));
  const isThere = found.some((each) => each.name === name);
  if (exists && !isThere) return { kind: 'fails', expected: `${kind} ${name}`, found: namesOf(found) };
  return judge([[`${kind} ${name}`, exists, isThere]]);
}
