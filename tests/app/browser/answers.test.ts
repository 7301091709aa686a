import { createServer as createWeb } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answers } from '../../../main/app/browser/answers';
import type { ClusterKeeper } from '../../../main/app/cluster/live';
import { fakeDoor, portOf } from './fake-door';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function door(to: number): Promise<Awaited<ReturnType<typeof fakeDoor>>> {
  const opened = await fakeDoor(to);
  ends.push(() => opened.close());
  return opened;
}

async function serve(server: Server): Promise<number> {
  const port = await portOf(server);
  ends.push(() => server.close());
  return port;
}

function keeperOf(socksPort: number | undefined): ClusterKeeper {
  const cluster = { socksPort, nodes: [{ name: 'node1' }, { name: 'node2' }] };
  return { live: () => (socksPort === undefined ? undefined : { cluster }) } as unknown as ClusterKeeper;
}

describe('whether somebody answers', () => {
  it('is asked by the node’s name, and any answer in HTTP counts, also one that never ends', async () => {
    const open = new Set<Socket>();
    const web = createWeb((_, response) => void response.writeHead(500).write('…'));
    web.on('connection', (socket) => open.add(socket));
    ends.push(() => open.forEach((socket) => socket.destroy()));
    const { port, asked } = await door(await serve(web));
    expect(await answers(keeperOf(port), 'node2', 8080)).toBe(true);
    expect(asked).toEqual(['node2:8080']);
  });

  it('is no where the port is refused, or the connection is ended without a word', async () => {
    const mute = await serve(createServer((socket) => socket.end()));
    expect(await answers(keeperOf((await door(mute)).port), 'node1', 8080)).toBe(false);
    expect(await answers(keeperOf((await door(1)).port), 'node1', 8080)).toBe(false);
  });

  it('is no after its time, where the port is open and nobody speaks', async () => {
    const silent = await serve(createServer((socket) => void ends.push(() => socket.destroy())));
    const started = Date.now();
    expect(await answers(keeperOf((await door(silent)).port), 'node1', 8080)).toBe(false);
    expect(Date.now() - started).toBeGreaterThan(2_000);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('is no without a cluster, and for a node that the cluster does not have', async () => {
    const { port, asked } = await door(1);
    expect(await answers(keeperOf(undefined), 'node1', 8080)).toBe(false);
    expect(await answers(keeperOf(port), 'node7', 8080)).toBe(false);
    expect(asked).toEqual([]);
  });
});
