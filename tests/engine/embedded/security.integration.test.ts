// Who gets into a machine of our own, and what its snapshots give away: nobody, and nothing.
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Keys, makeKeys } from '../../../main/engine/embedded/keys';
import { ownReady } from '../../../main/engine/embedded/ready';
import { readRecord } from '../../../main/engine/embedded/record';
import { onNode } from '../../helpers/cluster';
import { type Lab, useMachines } from '../../helpers/machine';
import { listening } from '../../helpers/processes';

/** Every set of keys that was made here, the server's own included: those that a snapshot must not hold. */
const made = vi.hoisted((): Keys[] => []);
vi.mock('../../../main/engine/embedded/keys', async (importOriginal) => {
  const original = await importOriginal<{ makeKeys: typeof makeKeys }>();
  return {
    makeKeys: async (): Promise<Keys> => {
      const keys = await original.makeKeys();
      made.push(keys);
      return keys;
    },
  };
});

const machines = useMachines();
/** Milliseconds in which the door answers what it answers; it takes 30. */
const silence = 1_500;

let lab: Lab;
beforeAll(async () => {
  lab = await machines.lab('guarded');
});

interface Pems {
  ca: string;
  cert: string;
  key: string;
}

async function ownPems(): Promise<Pems> {
  const { keys } = machines.folder('guarded');
  const [ca = '', cert = '', key = ''] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFile(join(keys, name), 'utf8')),
  );
  return { ca, cert, key };
}

function port(): number {
  return Number(new URL(lab.engine.endpoint).port);
}

/** All that comes back until the other side ends the connection, or is silent. */
async function said(socket: Socket, request: string): Promise<string> {
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  socket.on('error', () => undefined); // refused: nothing comes
  socket.write(request);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await Promise.race([closed, sleep(silence)]);
  socket.destroy();
  return heard;
}

function ping(...headers: string[]): string {
  return ['GET /_ping HTTP/1.1', ...headers, 'Connection: close', '', ''].join('\r\n');
}

/** What the door says over TLS, its own certificate not being looked at. */
function overTls(request: string, pems: Partial<Pems>, servername = 'localhost'): Promise<string> {
  const socket = connectTls({
    host: '127.0.0.1',
    port: port(),
    servername,
    rejectUnauthorized: false,
    ...pems,
  });
  return said(socket, request);
}

describe('the door', () => {
  test('opens to the keys of its launch', async () => {
    const pems = await ownPems();
    for (const host of ['localhost', 'localhost:2376', '127.0.0.1', 'essaim'])
      expect(await overTls(ping(`Host: ${host}`), pems)).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(await overTls(ping('Host: node'), pems, 'node2')).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  test.each(['localhost', 'node1'])('says nothing to who has no certificate (%s)', async (name) => {
    const { ca } = await ownPems();
    expect(await overTls(ping('Host: localhost'), { ca }, name)).toBe('');
  });

  test('says nothing to the keys of another launch, nor to its own server’s', async () => {
    const { ca, client } = await makeKeys();
    const other = { ca, cert: client.certificate, key: client.key };
    expect(await overTls(ping('Host: localhost'), other)).toBe('');
    const pems = await ownPems();
    const own = made.find((keys) => keys.ca === pems.ca);
    if (!own) throw new Error('the keys of the launch were not seen');
    const server = { ca, cert: own.server.certificate, key: own.server.key };
    expect(await overTls(ping('Host: localhost'), server)).toBe('');
  });

  test('says nothing to a browser that was lured here', async () => {
    const pems = await ownPems();
    const lured = [
      ['Host: evil.example'],
      ['Host: localhost.evil.example'],
      ['Host: 10.0.2.15:2376'],
      [],
      ['Host: localhost', 'Origin: https://evil.example'],
      ['Host: localhost', 'Origin: http://localhost:2376'],
      ['Host: localhost', 'Origin: null'],
      ['Host: localhost', 'origin:'],
    ];
    const heard = await Promise.all(
      lured.flatMap((headers) => ['localhost', 'node1'].map((name) => overTls(ping(...headers), pems, name))),
    );
    expect(heard).toEqual(heard.map(() => ''));
  });

  test('says nothing without TLS', async () => {
    expect(await said(connect(port(), '127.0.0.1'), ping('Host: localhost'))).not.toMatch(/HTTP|OK/);
  });

  test('and every other port of QEMU is on the loopback', async () => {
    const found = await listening(await machines.qemuOf('guarded'));
    const wanted = [port(), lab.cluster.socksPort].map((number) => `127.0.0.1:${number}`);
    expect(found.sort()).toEqual(wanted.sort());
  });
});

test('another user opens neither socket, key nor record', async () => {
  const folder = machines.folder('guarded');
  const record = await readRecord(folder);
  if (!record) throw new Error('the machine has no record');
  // What they may open shows that the question is a good one.
  const [everybodysFile, everybodysSocket] = [join(machines.top, 'file'), join(machines.top, 'socket')];
  await writeFile(everybodysFile, '', { mode: 0o644 });
  const server = createServer().listen({ path: everybodysSocket, writableAll: true });
  await once(server, 'listening');
  const files = [
    ...['ca.pem', 'cert.pem', 'key.pem'].map((name) => join(folder.keys, name)),
    ...[join(folder.path, 'machine.json'), record.disk, folder.serial, folder.log, folder.path],
    ...[record.sockets, join(record.sockets, 'qmp'), join(record.sockets, 'control')],
  ];
  const nobody = ['--reuid', '65534', '--regid', '65534', '--clear-groups'];
  const script = `
    const { open, readdir } = require('node:fs/promises');
    const { connect } = require('node:net');
    const files = process.argv.slice(1);
    const codeOf = (promise) => promise.then(() => 'opened', (error) => error.code);
    const dial = (path) => new Promise((resolve, reject) => connect(path, resolve).once('error', reject));
    const all = async () => {
      const found = {};
      for (const file of files)
        found[file] = [await codeOf(open(file, 'r')), await codeOf(dial(file)), await codeOf(readdir(file))];
      console.log(JSON.stringify(found));
      process.exit();
    };
    all();`;
  const all = [everybodysFile, everybodysSocket, ...files];
  const { stdout } = await execa('setpriv', [...nobody, process.execPath, '-e', script, ...all]);
  server.close();
  const found = JSON.parse(stdout) as Record<string, string[]>;
  expect(found[everybodysFile]?.[0]).toBe('opened');
  expect(found[everybodysSocket]?.[1]).toBe('opened');
  for (const file of files)
    expect([file, ...(found[file] ?? [])]).toEqual([file, 'EACCES', 'EACCES', 'EACCES']);
});

test('a node does not reach the programs of this machine', async () => {
  const callers: string[] = [];
  const servers = ['127.0.0.1', '::1'].map((address) =>
    createServer((socket) => {
      callers.push(address);
      socket.end('hello\n');
    }).listen(0, address),
  );
  try {
    await Promise.all(servers.map((server) => once(server, 'listening')));
    const [ours, theirs] = servers.map((server) => (server.address() as { port: number }).port);
    const reach = (address: string): Promise<string> =>
      onNode(lab.cluster, 1, `timeout 4 bash -c ': </dev/tcp/${address}' 2>/dev/null && echo yes || echo no`);
    const addresses = [
      '10.0.2.15/2376', // the door itself, which shows that this is how one asks
      `10.0.2.2/${ours ?? 0}`,
      `10.0.2.3/${ours ?? 0}`,
      `fec0::2/${theirs ?? 0}`,
    ];
    expect(await Promise.all(addresses.map(reach))).toEqual(['yes', 'no', 'no', 'no']);
    expect(callers).toEqual([]);
  } finally {
    for (const server of servers) server.close();
  }
});

test('two restores of one snapshot draw other random numbers', async () => {
  const draw = (): Promise<string[]> =>
    Promise.all(
      [1, 2].map((number) =>
        onNode(
          lab.cluster,
          number,
          'head -c 32 /dev/urandom | od -An -tx1; cat /proc/sys/kernel/random/uuid',
        ),
      ),
    );
  const before = await draw();
  lab.cluster.close();
  const rewind = lab.engine.machine.rewind;
  if (!rewind) throw new Error('the machine does not stand on the ready snapshot');
  await rewind();
  lab = await machines.again(lab.engine);
  const lines = [...before, ...(await draw())].flatMap((drawn) => drawn.split('\n'));
  expect(lines.length).toBeGreaterThanOrEqual(12);
  expect(new Set(lines).size).toBe(lines.length);
});

/** Bytes of a key as they may lie in a memory: of its file line by line, of the number itself in either order. */
function tracesOf({ key }: { key: string }): Buffer[] {
  const lines = key.split('\n').filter((line) => /^[\w+/=]{20,}$/.test(line));
  const { d = '' } = createPrivateKey(key).export({ format: 'jwk' });
  const number = Buffer.from(d, 'base64url');
  return [...lines.map((line) => Buffer.from(line)), number, Buffer.from(number).reverse()];
}

/** Those of the needles that the file holds. */
async function found(file: string, needles: Buffer[]): Promise<Buffer[]> {
  const longest = Math.max(...needles.map((needle) => needle.length));
  const hits = new Set<Buffer>();
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 16 * 2 ** 20 })) {
    const here = Buffer.concat([rest, chunk as Buffer]);
    for (const needle of needles) if (here.includes(needle)) hits.add(needle);
    rest = here.subarray(-longest);
  }
  return [...hits];
}

describe('a ready snapshot', () => {
  let appliance = '';
  let folder = '';
  let traces: Buffer[] = [];

  beforeAll(async () => {
    lab.cluster.close();
    await lab.engine.close();
    made.length = 0;
    appliance = await machines.copyAppliance();
    folder = ownReady(machines.places.cache);
    const engine = await machines.launch('baker', { appliance });
    traces = made.flatMap(({ client, server }) => [...tracesOf(client), ...tracesOf(server)]);
    await engine.machine.save('open');
    const { keepReady } = engine.machine;
    if (!keepReady) throw new Error('a machine that booted cold keeps no snapshot');
    await keepReady();
  }, 180_000);

  test('that this laptop makes holds no key of its launch', async () => {
    expect(traces.length).toBeGreaterThanOrEqual(8);
    const saved = machines.folder('baker').checkpoints;
    const [checkpoint = ''] = await readdir(saved);
    // With the door open the server's key is in memory: that is how it would look.
    expect((await found(join(saved, checkpoint, 'ram'), traces)).length).toBeGreaterThan(0);
    for (const name of ['ram', 'disk.qcow2']) expect(await found(join(folder, name), traces)).toEqual([]);
  });

  test('that this laptop makes is what its next launch restores', async () => {
    const stages: string[] = [];
    const engine = await machines.launch('eater', {
      appliance,
      onStage: ({ text }) => stages.push(text),
    });
    expect(stages).toEqual(['embedded:stageRestore']);
    expect(await engine.api.version()).toMatchObject({ Os: 'linux' });
  });

  test('that is shipped holds no private key at all', async () => {
    const { ready, ...rest } = {
      ready: join(machines.places.appliance, 'ready'),
      disk: join(machines.places.appliance, 'disk.qcow2'),
      initrd: join(machines.places.appliance, 'initrd'),
    };
    for (const file of [join(ready, 'ram'), join(ready, 'disk.qcow2'), ...Object.values(rest)])
      expect([file, await privateKeys(file)]).toEqual([file, []]);
  });
});

/** First line of the key that Go's own tests use and publish (net/http/internal/testcert): it is in containerd's program. */
const goTestKey = 'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDFyXr1E4l3GM34';

/** Whatever in the file reads as a private key, in either end-of-line that the door's keys come with. */
async function privateKeys(file: string): Promise<string[]> {
  // The word alone stands in every program that reads keys; a line of base64 behind it does not.
  const begin = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[\r\n|]+([A-Za-z0-9+/=]{20,})/g;
  const keys: string[] = [];
  let rest = '';
  for await (const chunk of createReadStream(file, { highWaterMark: 16 * 2 ** 20 })) {
    const here = rest + (chunk as Buffer).toString('latin1');
    keys.push(...Array.from(here.matchAll(begin), ([, line = '']) => line));
    rest = here.slice(-200);
  }
  return keys.filter((line) => line !== goTestKey);
}
