import http, { createServer, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectDocker } from '../../../main/engine/docker/connect';
import { Failure } from '../../../main/failure/failure';
import { scratchFolder } from '../../helpers/scratch';
import { fakeEngine } from './fake-engine';

async function failureOf(host: string, environment: NodeJS.ProcessEnv = {}): Promise<Failure> {
  const thrown: unknown = await connectDocker({ ...environment, DOCKER_HOST: host }).catch(
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Failure);
  expect(thrown).toMatchObject({ kind: 'no-engine' });
  return thrown as Failure;
}

describe('connecting', () => {
  it('finds the engine that answers a ping', async () => {
    const { socket, asked } = await fakeEngine({ 'GET /_ping': { body: 'OK' } });
    const engine = await connectDocker({ DOCKER_HOST: `unix://${socket}` });
    expect(engine).toMatchObject({ kind: 'docker', endpoint: `unix://${socket}`, foundBy: 'DOCKER_HOST' });
    expect(asked).toEqual(['GET /_ping']);
  });

  it('says where nobody listens', async () => {
    const host = `unix://${join(await scratchFolder(), 'none.sock')}`;
    const failure = await failureOf(host);
    expect(failure.text).toBe('engine:silent');
    for (const language of ['fr', 'en'] as const)
      expect(failure.sentence(language)).toContain(`${host} (DOCKER_HOST)`);
    expect((await failureOf('tcp://127.0.0.1:1')).sentence('en')).toContain('ECONNREFUSED 127.0.0.1:1');
  });

  it('says what an engine answered that is not well', async () => {
    const { socket } = await fakeEngine({ 'GET /_ping': { status: 500, body: { message: 'out of order' } } });
    expect((await failureOf(`unix://${socket}`)).sentence('en')).toContain('out of order');
  });

  it.each(['/var/run/docker.sock', 'localhost:2375', 'ftp://a', 'tcp://', 'tcp://a:99999'])(
    'does not understand %s, and names it',
    async (host) => {
      const failure = await failureOf(host);
      expect(failure.text).toBe('engine:badHost');
      expect(failure.sentence('en')).toContain(`“${host}”`);
    },
  );

  it('says which certificate is missing', async () => {
    const environment = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere' };
    expect((await failureOf('tcp://127.0.0.1:1', environment)).sentence('en')).toContain('/nowhere/ca.pem');
  });

  it.each(['127.0.0.1', '[::1]'])('reaches an engine over TCP on %s', async (address) => {
    const server = createServer((_request, response) => response.end('OK'));
    const listening = new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(0, address.replace(/[[\]]/g, ''), () => resolve(true));
    });
    onTestFinished(() => void server.close());
    if (!(await listening)) return; // a machine without IPv6
    const host = `tcp://${address}:${(server.address() as AddressInfo).port}`;
    expect((await connectDocker({ DOCKER_HOST: host })).endpoint).toBe(host);
  });

  it.each([
    ['tcp://127.0.0.1', 2375],
    ['tcp://127.0.0.1:80', 80],
    ['http://127.0.0.1:80', 80],
    ['https://127.0.0.1:443', 443],
    ['https://127.0.0.1', 2376],
  ])('asks %s on port %i', async (host, port) => {
    for (const [name, module] of Object.entries({ http, https }))
      vi.spyOn(module, 'request').mockImplementation((options: unknown) => {
        throw new Error(`dialled ${name} ${(options as RequestOptions).port ?? ''}`);
      });
    onTestFinished(() => void vi.restoreAllMocks());
    expect((await failureOf(host)).sentence('en')).toContain(
      `dialled ${host.split(':')[0]?.replace('tcp', 'http') ?? ''} ${port}`,
    );
  });
});
