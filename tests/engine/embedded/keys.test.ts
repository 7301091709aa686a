import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, type ConnectionOptions, createServer } from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Keys, makeKeys } from '../../../main/engine/embedded/keys';
import { scratchFolder } from '../../helpers/scratch';

let keys: Keys;
let others: Keys;
beforeAll(async () => {
  // As on Node 18, whose Web Crypto is not global.
  vi.stubGlobal('crypto', undefined);
  [keys, others] = await Promise.all([makeKeys(), makeKeys()]);
  vi.unstubAllGlobals();
});

/** A server that lets in whom our CA knows, and greets; gives its port. */
async function serve(): Promise<number> {
  const { certificate: cert, key } = keys.server;
  const server = createServer({ ca: keys.ca, cert, key, requestCert: true, rejectUnauthorized: true });
  server.on('secureConnection', (socket) => socket.on('error', () => socket.destroy()).end('welcome'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** What the server said; the handshake's error where it did not. */
async function greeted(port: number, options: ConnectionOptions): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, ca: keys.ca, ...options });
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(socket, 'close');
  return text;
}

function identity({ certificate: cert, key }: Keys['client']): ConnectionOptions {
  return { cert, key };
}

describe('the keys', () => {
  it('let the client in, under each of the server’s names', async () => {
    const port = await serve();
    expect(await greeted(port, identity(keys.client))).toBe('welcome');
    for (const servername of ['essaim', 'localhost'])
      expect(await greeted(port, { ...identity(keys.client), servername })).toBe('welcome');
  });

  it('keep everybody else out', async () => {
    const port = await serve();
    // A client may be done with its handshake when the server refuses it: then it reads nothing, or an error.
    for (const client of [{}, identity(others.client), identity(keys.server)])
      expect(await greeted(port, client).catch(() => '')).toBe('');
    expect(await greeted(port, identity(keys.client))).toBe('welcome');
  });

  it('let the client know another server', async () => {
    const port = await serve();
    const known = identity(keys.client);
    await expect(greeted(port, { ...known, ca: others.ca })).rejects.toMatchObject({
      code: 'SELF_SIGNED_CERT_IN_CHAIN',
    });
    await expect(greeted(port, { ...known, servername: 'example.org' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  it('are valid from yesterday, for a year, each with a number of its own', () => {
    const pems = [keys, others].flatMap(({ ca, server, client }) => [
      ca,
      server.certificate,
      client.certificate,
    ]);
    const certificates = pems.map((pem) => new X509Certificate(pem));
    const day = 86_400_000;
    for (const { validFrom, validTo, serialNumber } of certificates) {
      expect(Date.now() - Date.parse(validFrom)).toBeGreaterThanOrEqual(day);
      expect(Date.now() - Date.parse(validFrom)).toBeLessThan(day + 60_000);
      expect(Date.parse(validTo) - Date.now()).toBeGreaterThan(364 * day);
      expect(BigInt(`0x${serialNumber}`)).toBeGreaterThan(0n);
    }
    expect(new Set(certificates.map(({ serialNumber }) => serialNumber)).size).toBe(6);
  });

  it('do not hold the CA’s private key, and leave no Reflect behind', () => {
    const ca = new X509Certificate(keys.ca);
    expect(ca.ca).toBe(true);
    expect(Object.keys(keys)).toEqual(['ca', 'server', 'client']);
    expect(keys.ca).not.toContain('PRIVATE KEY');
    for (const { certificate, key } of [keys.server, keys.client]) {
      expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
      const issued = new X509Certificate(certificate);
      expect([issued.ca, issued.checkIssued(ca), issued.verify(ca.publicKey)]).toEqual([false, true, true]);
    }
    expect(Reflect).not.toHaveProperty('getMetadata');
  });
});

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('openssl', () => {
  it.each(['server', 'client'] as const)('accepts the %s’s chain, for that use alone', async (side) => {
    const folder = await scratchFolder();
    const [ca, certificate] = [join(folder, 'ca.pem'), join(folder, 'certificate.pem')];
    await writeFile(ca, keys.ca);
    await writeFile(certificate, keys[side].certificate);
    const verify = (purpose: string): string =>
      execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', ca, '-purpose', purpose, certificate], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(verify(`ssl${side}`)).toContain('certificate.pem: OK');
    expect(() => verify(side === 'server' ? 'sslclient' : 'sslserver')).toThrow(/purpose/);
  });
});
