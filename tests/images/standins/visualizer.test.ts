import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DrawnState } from '../../../assets/images/visualizer/files/srv/www/drawing';
import { fakeDocker, type FakeDocker, type FakeSwarm, type Refusal } from './fake-docker';
import { containerId } from './fake-swarm';
import { isAlive, missingForStandIns, startStandIn, type StandIn } from './stand-in';

const missing = missingForStandIns();

const swarm: FakeSwarm = {
  nodes: [
    { name: 'node1', leader: true },
    { name: 'node2', status: 'down' },
    { name: 'node3', role: 'worker' },
  ],
  services: [
    { name: 'vote', image: 'instavote/vote:indent', replicas: 2, published: 8000 },
    { name: 'agent', image: 'registry:5000/agent' },
  ],
  tasks: [
    { service: 'vote', slot: 1, node: 'node1' },
    {
      service: 'vote',
      slot: 2,
      node: 'node3',
      state: 'failed',
      desired: 'shutdown',
      error: 'exit "1" \\ é\n{[,]}:',
    },
    { service: 'agent', node: 'node3', state: 'preparing' },
    { service: 'vote', slot: 2, state: 'pending' },
  ],
};

describe.skipIf(missing)(
  `the stand-in for dockersamples/visualizer${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let folder: string;
    let socket: string;
    let docker: FakeDocker | undefined;
    let standIn: StandIn | undefined;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'essaim-visualizer-'));
      socket = join(folder, 'docker.sock');
    });

    afterEach(async () => {
      await standIn?.stop();
      await docker?.close();
      standIn = docker = undefined;
      await rm(folder, { recursive: true });
    });

    async function start(answer?: FakeSwarm | Refusal): Promise<string> {
      if (answer) docker = await fakeDocker(socket, answer);
      standIn = await startStandIn('visualizer', {
        VISUALIZER_SOCKET: socket,
        VISUALIZER_NETCAT: await netcat(folder),
      });
      return `${standIn.url}/cgi-bin/state`;
    }

    it('tells the swarm, and only what the page draws', async () => {
      const state = await start(swarm);
      const response = await fetch(state);
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(text).not.toContain('do-not-leak-me');
      expect(JSON.parse(text) as DrawnState).toEqual({
        nodes: [
          node('node1', '10.77.0.11', { leader: true, reachability: 'reachable' }),
          node('node2', '10.77.0.12', { status: 'down', reachability: 'unreachable' }),
          node('node3', '10.77.0.13', { role: 'worker' }),
        ],
        services: [
          {
            ...service('vote', 'instavote/vote:indent'),
            createdAt: '2026-03-01T09:10:00.000000000Z',
            replicas: 2,
            ports: [8000, 8001],
          },
          { ...service('agent', 'registry:5000/agent'), createdAt: '2026-03-01T09:11:00.000000000Z' },
        ],
        tasks: [
          task(0, { slot: 1, nodeId: id('n-node1'), containerId: containerId(0).slice(0, 12) }),
          task(1, {
            slot: 2,
            nodeId: id('n-node3'),
            state: 'failed',
            desired: 'shutdown',
            error: 'exit "1" \\ é\n{[,]}:',
          }),
          task(2, {
            serviceId: id('s-agent'),
            image: 'registry:5000/agent',
            nodeId: id('n-node3'),
            state: 'preparing',
          }),
          task(3, { slot: 2, state: 'pending' }),
        ],
      });
    });

    it('asks Docker three fixed questions, whatever the browser asks', async () => {
      const state = await start(swarm);
      await fetch(`${state}?path=/containers/json&x=$(id)`, { headers: { 'X-Hash': '$(id)`id`*' } });
      await fetch(`${state}/containers/json`, { method: 'POST', body: 'GET /containers/json' });
      const three = ['/nodes', '/services', '/tasks'].map((path) => `GET ${path} HTTP/1.0 docker`);
      expect(docker?.asked).toEqual([...three, ...three]);
    });

    it('answers 204 while nothing changed, and tells the time all the same', async () => {
      const state = await start(swarm);
      const first = await fetch(state);
      const hash = first.headers.get('x-hash') ?? '';
      expect(hash).toMatch(/^[0-9a-f]{32}$/);
      const same = await fetch(state, { headers: { 'X-Hash': hash } });
      expect(same.status).toBe(204);
      expect(await same.text()).toBe('');
      expect(Math.abs(Number(same.headers.get('x-now')) - Date.now() / 1000)).toBeLessThan(5);

      if (docker) docker.answer = { ...swarm, tasks: swarm.tasks.slice(1) };
      const changed = await fetch(state, { headers: { 'X-Hash': hash } });
      expect(changed.status).toBe(200);
      expect(((await changed.json()) as DrawnState).tasks).toHaveLength(3);
    });

    it('tells an empty swarm', async () => {
      const state = await start({ nodes: [], services: [], tasks: [] });
      expect(await (await fetch(state)).json()).toEqual({ nodes: [], services: [], tasks: [] });
    });

    it.each<[string, Refusal]>([
      ['no-manager', { status: 503, message: 'This node is not a swarm manager. Use "docker swarm init" …' }],
      ['no-leader', { status: 500, message: 'rpc error: The swarm does not have a leader. It’s possible …' }],
      ['docker', { status: 500, message: 'something "else"' }],
    ])('says %s where Docker refuses', async (kind, refusal) => {
      const response = await fetch(await start(refusal));
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({ problem: { kind, message: refusal.message } });
    });

    it('says no-socket where docker.sock is not mounted', async () => {
      const response = await fetch(await start());
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({ problem: { kind: 'no-socket', message: '' } });
    });

    it('says no-answer where nobody answers on docker.sock', async () => {
      const silent = createServer((connection) => connection.destroy()).listen(socket);
      await once(silent, 'listening');
      const response = await fetch(await start());
      silent.close();
      expect(await response.json()).toEqual({ problem: { kind: 'no-answer', message: '' } });
    });

    it('serves a page that may load nothing from elsewhere', async () => {
      const url = (await start()).replace('/cgi-bin/state', '');
      const page = await (await fetch(`${url}/`)).text();
      expect(page).toContain('<h1>Visualiseur</h1>');
      expect(page).toContain('<p>Essaim</p>');
      expect(page).toMatch(/default-src 'none'; script-src 'self'/);
      for (const file of ['page.js', 'drawing.js', 'words.js']) {
        const script = await fetch(`${url}/${file}`);
        expect(script.headers.get('content-type')).toMatch(/javascript/);
        expect(await script.text()).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
      }
      for (const path of ['/nothing', '/cgi-bin/nothing', '/state.jq'])
        expect((await fetch(url + path)).status).toBe(404);
    });

    it('stops at once', async () => {
      await start(swarm);
      const { took, code } = (await standIn?.stop()) ?? {};
      expect(code).toBe(0);
      expect(took).toBeLessThan(2_000);
      await expect.poll(() => standIn && isAlive(standIn.httpd)).toBe(false);
    });
  },
);

function node(name: string, address: string, more: object): object {
  const usual = { role: 'manager', availability: 'active', status: 'ready', engine: '26.1.5+dfsg1' };
  return { id: id(`n-${name}`), name, address, ...usual, ...more };
}

function service(name: string, image: string): object {
  return { id: id(`s-${name}`), name, image, update: 'completed' };
}

function task(index: number, more: object): object {
  const usual = {
    serviceId: id('s-vote'),
    image: 'instavote/vote:indent',
    state: 'running',
    desired: 'running',
  };
  return {
    id: `t${String(index).padStart(24, '0')}`,
    ...usual,
    stateAt: '2026-03-01T09:12:00.000Z',
    ...more,
  };
}

function id(start: string): string {
  return start.padEnd(25, '0');
}

/** The image's own netcat where this machine has it, else a few lines of Node that do as `nc -U -w 5 <socket>` does. */
async function netcat(folder: string): Promise<string> {
  const real = '/usr/bin/nc.openbsd';
  if (existsSync(real)) return real;
  const script = join(folder, 'nc');
  await writeFile(
    script,
    `#!${process.execPath}
const socket = require('node:net').connect({ path: process.argv.at(-1), allowHalfOpen: true });
process.stdin.pipe(socket, { end: false });
socket.on('error', () => process.exit(1)).on('end', () => socket.end()).pipe(process.stdout);
`,
  );
  await chmod(script, 0o755);
  return script;
}
