// Clusters for tests, and commands inside their nodes.
import { Writable } from 'node:stream';
import type Docker from 'dockerode';
import { afterAll, inject } from 'vitest';
import type { Cluster } from '../../main/cluster/cluster';
import { down } from '../../main/cluster/down';
import { up, type UpOptions } from '../../main/cluster/up';
import { type ImageStore, openStore } from '../../main/images/store';
import { privateEngine } from './engine';

type Wanted = Partial<UpOptions> & { name: string };

export interface Clusters {
  /** Brings up three nodes, where nothing else is said. */
  up(wanted: Wanted): Promise<Cluster>;
}

/** Clusters on the private engine; those of the file (or describe) that calls this are removed after its tests. */
export function useClusters(): Clusters {
  const opened: { name: string; cluster?: Cluster }[] = [];
  afterAll(async () => {
    const { engine, call } = await privateEngine();
    for (const { name, cluster } of opened) {
      cluster?.close();
      await down(engine, name, call);
    }
  });
  return {
    up: async (wanted) => {
      const { engine, call, images } = await privateEngine();
      const entry: (typeof opened)[number] = { name: wanted.name };
      opened.push(entry);
      const cluster = await up(engine, { nodes: 3, images, kept: false, ...wanted }, call);
      entry.cluster = cluster;
      return cluster;
    },
  };
}

export function imageStore(): Promise<ImageStore> {
  return openStore(inject('images'));
}

export interface Ran {
  exitStatus: number;
  /** Standard output and standard error. */
  output: string;
}

/** Runs a shell command in a container, without a terminal. */
export async function inContainer(container: Docker.Container, command: string): Promise<Ran> {
  const exec = await container.exec({ Cmd: ['sh', '-c', command], AttachStdout: true, AttachStderr: true });
  const stream = await exec.start({});
  let output = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      output += chunk.toString('utf8');
      done();
    },
  });
  (container.modem as Docker['modem']).demuxStream(stream, sink, sink);
  await new Promise((resolve, reject) => stream.once('end', resolve).once('error', reject));
  const { ExitCode } = await exec.inspect();
  return { exitStatus: ExitCode ?? -1, output: output.trim() };
}

/** The output of a command on the node of that number, which must succeed. */
export async function onNode(cluster: Cluster, number: number, command: string): Promise<string> {
  const node = cluster.nodes[number - 1];
  if (!node) throw new Error(`the cluster ${cluster.name} has no node ${number}`);
  const { exitStatus, output } = await inContainer(node.container, command);
  if (exitStatus !== 0) throw new Error(`${node.name}: ${command}: exit status ${exitStatus}: ${output}`);
  return output;
}

/** A swarm of the first `members` nodes, node1 its manager. */
export async function makeSwarm(cluster: Cluster, members: number): Promise<void> {
  await onNode(cluster, 1, 'docker swarm init --advertise-addr $(hostname -i)');
  const token = await onNode(cluster, 1, 'docker swarm join-token -q worker');
  for (let number = 2; number <= members; number++)
    await onNode(cluster, number, `docker swarm join --token ${token} node1:2377`);
}
