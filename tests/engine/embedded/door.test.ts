import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Door, type DoorKeys, openDoor } from '../../../main/engine/embedded/door';
import { type Keys, makeKeys } from '../../../main/engine/embedded/keys';

let first: Keys;
let second: Keys;
beforeAll(async () => {
  [first, second] = await Promise.all([makeKeys(), makeKeys()]);
});

interface Machine {
  keys: DoorKeys;
  /** Names that TLS asked for, one for each connection. */
  names: string[];
}

/** The machine's end of the door: answers every question with its name. */
async function machine({ ca, server: own, client }: Keys, name: string): Promise<Machine> {
  const names: string[] = [];
  const options = { ca, cert: own.certificate, key: own.key, requestCert: true, rejectUnauthorized: true };
  const server = createServer(options, (_request, response) => response.end(name));
  server.on('secureConnection', (socket: TLSSocket) => {
    names.push(String((socket as { servername?: string | false }).servername));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { keys: { port, ca, certificate: client.certificate, key: client.key }, names };
}

function door(): Door {
  const made = openDoor();
  onTestFinished(() => made.close());
  return made;
}

async function answer({ api }: Door): Promise<string> {
  return String(await api.ping());
}

describe('the door', () => {
  it('leads to the engine by the name localhost, over one connection for many questions', async () => {
    const there = await machine(first, 'first');
    const here = door();
    here.use(there.keys);
    expect([await answer(here), await answer(here)]).toEqual(['first', 'first']);
    expect(there.names).toEqual(['localhost']);
  });

  it('leads to a node by its name', async () => {
    const there = await machine(first, 'first');
    const here = door();
    here.use(there.keys);
    for (const node of ['node1', 'node3']) {
      const socket = here.dial(node);
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.end('GET /_ping HTTP/1.0\r\n\r\n');
      await once(socket, 'close');
      expect(text).toMatch(/^HTTP\/1.1 200 OK[^]*first$/);
    }
    expect(there.names).toEqual(['node1', 'node3']);
  });

  it('is closed while there are no keys', async () => {
    const here = door();
    await expect(answer(here)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(() => here.dial('node1')).toThrow(expect.objectContaining({ code: 'ECONNREFUSED' }) as Error);
    here.use((await machine(first, 'first')).keys);
    expect(await answer(here)).toBe('first');
  });

  it('leads to the machine that was launched last, by the same API object', async () => {
    const [old, next] = [await machine(first, 'first'), await machine(second, 'second')];
    const here = door();
    here.use(old.keys);
    expect(await answer(here)).toBe('first');
    here.use(next.keys);
    expect(await answer(here)).toBe('second');
    expect([old.names, next.names]).toEqual([['localhost'], ['localhost']]);
  });

  it('opens again after it was closed', async () => {
    const there = await machine(first, 'first');
    const here = door();
    here.use(there.keys);
    await answer(here);
    here.close();
    expect(await answer(here)).toBe('first');
    expect(there.names).toHaveLength(2);
  });

  it('does not trust another machine, nor is trusted by it', async () => {
    const [ours, other] = [await machine(first, 'first'), await machine(second, 'second')];
    const here = door();
    here.use({ ...ours.keys, port: other.keys.port });
    await expect(answer(here)).rejects.toThrow(/certificate/);
    const { certificate, key } = other.keys;
    here.use({ ...ours.keys, certificate, key });
    await expect(answer(here)).rejects.toThrow();
    expect([ours.names, other.names]).toEqual([[], []]);
  });
});
