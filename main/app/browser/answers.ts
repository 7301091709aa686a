// Whether somebody answers on a port of a node, asked as the browser tab would: through the gateway's door, by HTTP.
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import type { ClusterKeeper } from '../cluster/live';

/** Milliseconds for the door and the answer's first line together: a page of a busy emulated node takes a second. */
const answerLimit = 2_500;

export async function answers(keeper: ClusterKeeper, node: string, port: number): Promise<boolean> {
  const cluster = keeper.live()?.cluster;
  if (!cluster?.nodes.some(({ name }) => name === node)) return false;
  const until = Date.now() + answerLimit;
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: { host: '127.0.0.1', port: cluster.socksPort, type: 5 },
      command: 'connect',
      destination: { host: node, port },
      timeout: answerLimit,
    });
    // Whatever it says, an answer in HTTP is one; its body is of no interest and may never end.
    return await saysAnything(socket, `${node}:${port}`, Math.max(1, until - Date.now()));
  } catch {
    return false; // refused, cut off or silent: that is the question
  }
}

async function saysAnything(socket: Socket, host: string, limit: number): Promise<boolean> {
  try {
    return await new Promise((resolve, reject) => {
      const asked = request({
        createConnection: () => socket,
        headers: { host },
        signal: AbortSignal.timeout(limit),
      });
      asked.once('response', () => resolve(true));
      asked.on('error', reject);
      asked.end();
    });
  } finally {
    socket.destroy();
  }
}
