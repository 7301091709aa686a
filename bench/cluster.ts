// Cluster up and reset against the bare commands: the same containers by parallel `docker run`, in the same run.
import { execa } from 'execa';
import { attachCluster } from '../main/cluster/cluster';
import { down } from '../main/cluster/down';
import { reset } from '../main/cluster/reset';
import { up } from '../main/cluster/up';
import type { Engine } from '../main/engine/engine';
import type { Call } from '../main/engine/runner';
import type { ImageStore } from '../main/images/store';
import { figure, type Figure, type Rounds } from './figure';

/** Rounds of each, ours and bare in turn: the machine's mood then touches both alike. */
const rounds = 5;
const name = 'bench';

export async function benchCluster(engine: Engine, images: ImageStore, call: Call): Promise<Figure[]> {
  const bare = new Bare(engine.endpoint, images);
  const options = { name, nodes: 3, images, kept: false };
  const ups: Rounds = { ours: [], bare: [] };
  const resets: Rounds = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    ups.ours.push(await timed(async () => (await up(engine, options, call)).close()));
    resets.ours.push(
      await timed(async () => (await reset(await attachCluster(engine, name, call), call)).close()),
    );
    await down(engine, name, call);
    ups.bare.push(await timed(() => bare.up()));
    resets.bare.push(
      await timed(async () => {
        await bare.removeNodes();
        await bare.runNodes();
      }),
    );
    await bare.down();
  }
  return [
    figure('cluster up, three nodes answering', 's', ups, { atMost: 1.25 }),
    figure('reset of three nodes', 's', resets, { atMost: 1.25 }),
  ];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}

const nodes = ['node1', 'node2', 'node3'];
/** The socket file is there a moment before dockerd listens on it. */
const answers =
  'until [ -S /run/docker.sock ]; do sleep 0.02; done; until docker version; do sleep 0.02; done';

/** What somebody who knows the options would type. */
class Bare {
  constructor(
    readonly endpoint: string,
    readonly images: ImageStore,
  ) {}

  async up(): Promise<void> {
    await this.#docker('network', 'create', '--subnet', '10.250.0.0/24', 'bare');
    const gateway = this.#docker(
      ...[
        'run',
        '-d',
        '--name',
        'bare-gateway',
        '--network',
        'bare',
        '--ip',
        '10.250.0.2',
        '--cap-drop',
        'ALL',
      ],
      ...['-p', '127.0.0.1::1080', '--network-alias', 'gateway', this.images.gateway.reference],
    );
    await Promise.all([gateway, this.runNodes()]);
  }

  async runNodes(): Promise<void> {
    await Promise.all(
      nodes.map(async (node, index) => {
        await this.#docker(
          ...[
            'run',
            '-d',
            '--name',
            `bare-${node}`,
            '--hostname',
            node,
            '--network',
            'bare',
            '--ip',
            `10.250.0.${11 + index}`,
          ],
          ...['--cap-add', 'SYS_ADMIN', '--cap-add', 'NET_ADMIN', '--security-opt', 'seccomp=unconfined'],
          ...['--security-opt', 'apparmor=unconfined', '--memory', '2g', '--pids-limit', '4096'],
          ...['-v', `bare-${node}:/var/lib/docker`, this.images.node.reference, '--tls=false'],
          ...['--registry-mirror=http://gateway:5000', '--insecure-registry=gateway:5000'],
        );
        // As lean as can be: one exec, which looks for the socket and then asks until it answers.
        await this.#docker('exec', `bare-${node}`, 'sh', '-c', answers);
      }),
    );
  }

  async removeNodes(): Promise<void> {
    await this.#docker('rm', '-fv', ...nodes.map((node) => `bare-${node}`));
    await this.#docker('volume', 'rm', ...nodes.map((node) => `bare-${node}`));
  }

  async down(): Promise<void> {
    await this.removeNodes();
    await this.#docker('rm', '-f', 'bare-gateway');
    await this.#docker('network', 'rm', 'bare');
  }

  async #docker(...words: string[]): Promise<string> {
    return (await execa('docker', ['--host', this.endpoint, ...words])).stdout;
  }
}
