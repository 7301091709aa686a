// What a node's own Docker knows: its networks and its running containers.
import type { Cluster } from '../../cluster/cluster';
import { within } from '../../engine/within';
import { type CheckResult, judge, namesOf } from '../checks';
import type { Expectation } from '../lab';
import { answerLimit, nodeOf } from './node-of';

type Of<K extends Expectation['kind']> = Extract<Expectation, { kind: K }>;

interface ListedNetwork {
  Name: string;
  Driver: string;
  Attachable?: boolean;
  Options?: Record<string, string> | null;
}

export async function askNetwork(
  expected: Of<'network'>,
  cluster: Pick<Cluster, 'nodes'>,
): Promise<CheckResult> {
  const { name, exists, driver, attachable, encrypted } = expected;
  const { api } = nodeOf(expected.node, cluster).inner;
  const networks = (await within(answerLimit, api.listNetworks())) as ListedNetwork[];
  const network = networks.find((each) => each.Name === name);
  if (!network && exists) {
    const found = namesOf(networks.map((each) => ({ name: each.Name })));
    return { kind: 'fails', expected: `network ${name} (${expected.node})`, found };
  }
  const isEncrypted = network?.Options && 'encrypted' in network.Options;
  return judge([
    [`network ${name}`, exists, network !== undefined],
    ...(exists
      ? ([
          [`${name}.driver`, driver, network?.Driver],
          [`${name}.attachable`, attachable, network?.Attachable ?? false],
          [`${name}.encrypted`, encrypted, isEncrypted ?? false],
        ] satisfies Parameters<typeof judge>[0])
      : []),
  ]);
}

export async function askContainer(
  expected: Of<'container'>,
  cluster: Pick<Cluster, 'nodes'>,
): Promise<CheckResult> {
  const { name, image, running } = expected;
  const { api } = nodeOf(expected.node, cluster).inner;
  const containers = await within(answerLimit, api.listContainers());
  const those = containers.filter(
    ({ Names, Image }) =>
      (name === undefined || Names.some((each) => each.startsWith(`/${name}`))) &&
      (image === undefined || tagged(Image) === tagged(image)),
  );
  if (those.length === running) return { kind: 'holds' };
  const found = namesOf(containers.map(({ Names }) => ({ name: Names[0]?.slice(1) ?? '' })));
  const what = [name && `${name}…`, image].filter(Boolean).join(' ');
  return {
    kind: 'fails',
    expected: `${running} × ${what} (${expected.node})`,
    found: `${those.length} (${found})`,
  };
}

/** Without its digest, and with the tag that Docker takes where none is given. */
function tagged(image: string): string {
  const plain = image.split('@')[0] ?? '';
  return /:[^/]+$/.test(plain) ? plain : `${plain}:latest`;
}
