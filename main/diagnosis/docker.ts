// What there is to say of the Docker Engine of this machine: what it can do, and the one thing to do about each problem.
import { findClusters, type FoundCluster } from '../cluster/find';
import { freeSubnets, hostSubnets } from '../cluster/subnet';
import { leastMemory } from '../engine/choose';
import { connectDocker } from '../engine/docker/connect';
import type { Engine, EngineProbe } from '../engine/engine';
import { type Call, createCall } from '../engine/runner';
import { Failure } from '../failure/failure';
import type { Translate } from '../i18n/i18n';
import { isLoaded } from '../images/load';
import { type DiagnosisContext, gigabytes } from './context';

export interface DockerDiagnosis {
  engine: { kind: string; endpoint: string; foundBy: string } & EngineProbe;
  clusters: FoundCluster[];
  /** Sentences; none where all is well. */
  problems: string[];
}

/** Bytes: the images, unpacked, and what a lab writes. */
const leastDisk = 2e9;

/** @throws Failure where no Docker Engine answers. */
export async function diagnoseDocker(context: DiagnosisContext): Promise<DockerDiagnosis> {
  const { say } = context;
  const engine = await connectDocker(context.environment);
  const call = createCall(engine, context.log);
  const problems: string[] = [];
  const probe = await probeWithImage(context, engine, call, problems);
  const clusters = await findClusters(engine, call);
  const { routingMesh, freeMemory, freeDisk } = probe;
  if (routingMesh.kind === 'no')
    problems.push(say('cli:problemMesh', { why: say(routingMesh.why.text, routingMesh.why.values) }));
  if (freeMemory !== undefined && freeMemory < leastMemory)
    problems.push(say('cli:problemMemory', { free: gigabytes(freeMemory), least: gigabytes(leastMemory) }));
  if (freeDisk !== undefined && freeDisk < leastDisk)
    problems.push(say('cli:problemDisk', { free: gigabytes(freeDisk), least: gigabytes(leastDisk) }));
  if (freeSubnets(await hostSubnets()).length === 0) problems.push(say('cli:problemSubnet'));
  for (const cluster of clusters) problems.push(...clusterProblems(cluster, say));
  const { kind, endpoint, foundBy } = engine;
  return { engine: { kind, endpoint, foundBy, ...probe }, clusters, problems };
}

/** Sentences: what is wrong with a cluster. */
export function clusterProblems({ name, state, parts }: FoundCluster, say: Translate): string[] {
  // A node's container and its volume have one name.
  const named = { name, parts: [...new Set(parts)].join(', ') };
  switch (state) {
    case 'up':
      return [];
    case 'stopped':
      return [say('cli:problemStopped', named)];
    case 'leftover':
      return [say('cli:problemLeftover', named)];
  }
}

/** Asks in a container where the node image is loaded, and says so where it is not even built. */
async function probeWithImage(
  context: DiagnosisContext,
  engine: Engine,
  call: Call,
  problems: string[],
): Promise<EngineProbe> {
  try {
    const { node } = await context.images();
    const image = (await isLoaded(engine, node, call)) ? node.reference : undefined;
    return await call('probe', () => engine.probe(image));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'bad-input') throw error;
    problems.push(error.sentence(context.language));
    return call('probe', () => engine.probe());
  }
}

export function dockerLines(engine: DockerDiagnosis['engine'], say: Translate): string[] {
  const mesh = { yes: 'cli:meshYes', no: 'cli:meshNo', unknown: 'cli:meshUnknown' } as const;
  return [
    say('cli:doctorEngine', {
      endpoint: engine.endpoint,
      foundBy: engine.foundBy,
      version: engine.version,
      api: engine.apiVersion,
    }),
    say('cli:doctorMachine', {
      system: engine.operatingSystem,
      kernel: engine.kernel,
      cgroup: engine.cgroup,
      cpus: engine.cpus,
      memory: gigabytes(engine.memory),
    }),
    `  ${say(mesh[engine.routingMesh.kind])}`,
  ];
}
