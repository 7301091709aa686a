// Opens pages of a cluster as the browser tab does: through the gateway's SOCKS5 door, by the node's name.
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import type { Cluster } from '../../cluster/cluster';
import { execStream } from '../../cluster/exec-stream';
import type { ClusterState, TaskState } from '../../cluster/state';

export interface Page {
  status: number;
  body: string;
}

/** Milliseconds for a whole answer: a page of a busy emulated node takes a second. */
const pageLimit = 10_000;
/** Bytes of a page that are looked at. */
const bodyLimit = 1_000_000;

/** Opens `http://<node>:<port><path>`; rejects where nobody answers there. */
export async function openPage(cluster: Cluster, node: string, port: number, path: string): Promise<Page> {
  const { socket } = await SocksClient.createConnection({
    proxy: { host: '127.0.0.1', port: cluster.socksPort, type: 5 },
    command: 'connect',
    destination: { host: node, port },
    timeout: pageLimit,
  });
  try {
    return await get(socket, `${node}:${port}`, path);
  } finally {
    socket.destroy();
  }
}

function get(socket: Socket, host: string, path: string): Promise<Page> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      path,
      headers: { host },
      signal: AbortSignal.timeout(pageLimit),
    });
    asked.once('error', reject);
    asked.once('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        if (body.length < bodyLimit) body += text;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.once('error', reject);
    });
    asked.end();
  });
}

/**
 * Asks one running task of the service that publishes `port`, from the node that it runs on, by the task's own address:
 * what is left where the engine has no routing mesh. Undefined where no service publishes the port or no task runs.
 */
export async function askTask(
  cluster: Cluster,
  state: ClusterState,
  port: number,
  path: string,
): Promise<{ page: Page; task: TaskState } | undefined> {
  const service = state.services.find(({ ports }) => ports.some(({ published }) => published === port));
  const target = service?.ports.find(({ published }) => published === port)?.target;
  const task = state.tasks.find(
    ({ serviceId, state: now, containerId }) => serviceId === service?.id && now === 'running' && containerId,
  );
  const node = cluster.nodes.find(({ name }) => name === task?.node);
  if (target === undefined || !task?.containerId || !node) return undefined;
  const address = await bridgeAddress(node.inner.api, task.containerId);
  if (address === undefined) return undefined;
  const url = `http://${address}:${target}${path}`;
  const answer = await execStream(node.container, [
    'curl',
    '-s',
    '-m',
    String(pageLimit / 1000),
    '-w',
    '\n%{http_code}',
    url,
  ]);
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  const cut = text.lastIndexOf('\n');
  return { page: { status: Number(text.slice(cut + 1)), body: text.slice(0, cut) }, task };
}

/** A task's address on its node's own bridge: the node can reach it without the mesh. */
async function bridgeAddress(
  api: Cluster['nodes'][number]['inner']['api'],
  containerId: string,
): Promise<string | undefined> {
  const bridge = (await api.getNetwork('docker_gwbridge').inspect()) as {
    Containers?: Record<string, { IPv4Address?: string }>;
  };
  return bridge.Containers?.[containerId]?.IPv4Address?.split('/')[0];
}
