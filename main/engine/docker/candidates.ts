// Where a Docker Engine may be reached: DOCKER_HOST, the docker context in use, the usual sockets.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { currentContext, type DockerContext } from './contexts';

export interface Candidate {
  /** As DOCKER_HOST writes it: `unix:///…`, `npipe:////./pipe/…`, `tcp://…`, `ssh://…`. */
  host: string;
  foundBy: string;
  /** Folder with ca.pem, cert.pem and key.pem. */
  certificates: string | undefined;
}

/**
 * In the order of preference. Who named an engine (DOCKER_HOST, or a context) gets that one and no other:
 * falling back to another would put the lab where nobody looks for it.
 */
export async function candidates(environment: NodeJS.ProcessEnv): Promise<Candidate[]> {
  const host = environment.DOCKER_HOST;
  if (host) {
    const certificates = environment.DOCKER_CERT_PATH;
    return [
      {
        host,
        foundBy: 'DOCKER_HOST',
        certificates: environment.DOCKER_TLS_VERIFY ? certificates : undefined,
      },
    ];
  }
  const context = await currentContext(environment);
  if (context) return [fromContext(context)];
  return usualSockets(environment, process.platform)
    .filter((path) => process.platform === 'win32' || existsSync(path))
    .map((path) => ({
      host: process.platform === 'win32' ? `npipe://${path}` : `unix://${path}`,
      foundBy: 'socket',
      certificates: undefined,
    }));
}

function fromContext({ name, host, certificates }: DockerContext): Candidate {
  return { host, foundBy: `context ${name}`, certificates };
}

/** Sockets of Docker, Docker Desktop, Colima, Rancher Desktop, OrbStack and Podman. */
export function usualSockets(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'win32')
    return ['//./pipe/docker_engine', '//./pipe/dockerDesktopLinuxEngine', '//./pipe/podman-machine-default'];
  const home = environment.HOME ?? homedir();
  const runtime = environment.XDG_RUNTIME_DIR;
  return [
    '/var/run/docker.sock',
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    join(home, '.colima/default/docker.sock'),
    join(home, '.rd/docker.sock'),
    join(home, '.orbstack/run/docker.sock'),
    ...(runtime ? [join(runtime, 'podman/podman.sock')] : []),
    '/run/podman/podman.sock',
  ];
}
