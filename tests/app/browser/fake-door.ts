// A SOCKS5 door as the gateway's, which leads every name to one port of this machine and remembers who was asked for.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface FakeDoor {
  port: number;
  /** `node1:8080`, in order. */
  asked: string[];
  close(): void;
}

const granted = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const refused = Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]);

export async function fakeDoor(to: number): Promise<FakeDoor> {
  const asked: string[] = [];
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    client.once('data', () => {
      client.write(Buffer.from([5, 0]));
      client.once('data', (request: Buffer) => {
        const end = 5 + (request[4] ?? 0);
        asked.push(`${request.toString('utf8', 5, end)}:${request.readUInt16BE(end)}`);
        lead(client, to);
      });
    });
  });
  return { port: await portOf(server), asked, close: () => server.close() };
}

function lead(client: Socket, to: number): void {
  const target = connect(to, '127.0.0.1');
  target.once('connect', () => {
    client.write(granted);
    client.pipe(target).pipe(client);
  });
  target.on('error', () => client.end(refused));
}

/** Listens on a free port of the loopback. */
export async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
