// The engine `docker`: a Docker Engine that is already there.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Docker from 'dockerode';
import { Failure, messageOf } from '../../failure/failure';
import type { Engine } from '../engine';
import { codeOf } from '../runner';
import { within } from '../within';
import { type Candidate, candidates } from './candidates';
import { probe } from './probe';

/** Ports that the docker CLI takes where none is written. */
const usualPorts = { http: 2375, https: 2376 };
/** Milliseconds that an engine may take to answer a ping: a local one takes 5, one over ssh seconds. */
const pingLimit = 10_000;

/**
 * The first engine that answers.
 * @throws Failure `no-engine` that says, for each place looked at, why not, and what to do.
 */
export async function connectDocker(environment: NodeJS.ProcessEnv): Promise<Engine> {
  const tried: string[] = [];
  let cause: unknown;
  for (const candidate of await candidates(environment)) {
    try {
      const api = await open(candidate);
      await within(pingLimit, api.ping() as Promise<unknown>);
      return {
        kind: 'docker',
        endpoint: candidate.host,
        foundBy: candidate.foundBy,
        api,
        probe: (image) => probe(api, image),
        // A remote engine's loopback is not ours; DOCKER_HOST on another machine has no browser tab.
        publishOn: '127.0.0.1',
        reach: (port) => Promise.resolve(port),
        close: () => Promise.resolve(),
      };
    } catch (error) {
      cause = error;
      if (error instanceof Failure) throw error;
      if (codeOf(error) === 'EACCES')
        throw new Failure('no-engine', 'engine:forbidden', { endpoint: candidate.host }, { cause: error });
      tried.push(
        `${candidate.host} (${candidate.foundBy}): ${messageOf(error) || (codeOf(error) ?? 'no answer')}`,
      );
    }
  }
  if (tried.length === 0) throw new Failure('no-engine', 'engine:none');
  throw new Failure('no-engine', 'engine:silent', { tried: tried.join('; ') }, { cause });
}

async function open({ host, certificates }: Candidate): Promise<Docker> {
  const [scheme, rest] = split(host);
  switch (scheme) {
    case 'unix':
    case 'npipe':
      return new Docker({ socketPath: rest });
    case 'tcp':
    case 'http':
    case 'https':
      return openTcp(host, certificates || scheme === 'https' ? 'https' : 'http', certificates);
    case 'ssh': {
      const url = new URL(host);
      return new Docker({
        protocol: 'ssh',
        host: url.hostname,
        port: Number(url.port || 22),
        username: url.username,
        sshOptions: process.env.SSH_AUTH_SOCK ? { agent: process.env.SSH_AUTH_SOCK } : {},
      });
    }
    default:
      throw new Failure('no-engine', 'engine:badHost', { host });
  }
}

function split(host: string): [string, string] {
  const at = host.indexOf('://');
  return at < 0 ? ['', host] : [host.slice(0, at), host.slice(at + 3)];
}

async function openTcp(
  host: string,
  protocol: 'http' | 'https',
  certificates: string | undefined,
): Promise<Docker> {
  // `tcp` whatever was written: with http or https, URL would drop a port that is the scheme's own.
  const address = host.replace(/^\w+/, 'tcp');
  const url = parsed(address);
  if (!url?.hostname) throw new Failure('no-engine', 'engine:badHost', { host });
  const options = {
    protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || usualPorts[protocol]),
  };
  if (certificates === undefined) return new Docker(options);
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFile(join(certificates, name))),
  );
  return new Docker({ ...options, ca, cert, key });
}

/** Undefined where it is no address. */
function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined; // told as `badHost`
  }
}
