// `essaim doctor`: what was found, what it can do, what is wrong and the one thing to do about it.
import { findClusters, type FoundCluster } from '../cluster/find';
import type { Engine, EngineProbe } from '../engine/engine';
import type { Call } from '../engine/runner';
import { exitCodes, Failure } from '../failure/failure';
import { isLoaded } from '../images/load';
import type { Context } from './context';
import { describe } from './status';

interface Diagnosis {
  engine: { kind: string; endpoint: string; foundBy: string } & EngineProbe;
  clusters: FoundCluster[];
  /** Sentences; none where all is well. */
  problems: string[];
}

/** Bytes: three nodes at their least and the engine's own. */
const leastMemory = 1.5e9;
/** Bytes: the images, unpacked, and what a lab writes. */
const leastDisk = 2e9;

export async function doctor(context: Context, { json }: { json: boolean }): Promise<number> {
  const { print, say, language } = context;
  let diagnosis: Diagnosis;
  try {
    diagnosis = await diagnose(context);
  } catch (error) {
    if (!(error instanceof Failure) || !json) throw error;
    print(JSON.stringify({ engine: null, clusters: [], problems: [error.sentence(language)] }, null, 2));
    return exitCodes[error.kind];
  }
  if (json) print(JSON.stringify(diagnosis, null, 2));
  else for (const line of lines(diagnosis, say)) print(line);
  return 0;
}

async function diagnose(context: Context): Promise<Diagnosis> {
  const { say } = context;
  const { engine, call } = await context.connect();
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
  for (const cluster of clusters) problems.push(...problemOf(cluster, say));
  const { kind, endpoint, foundBy } = engine;
  return { engine: { kind, endpoint, foundBy, ...probe }, clusters, problems };
}

function problemOf({ name, state, parts }: FoundCluster, say: Context['say']): string[] {
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
  context: Context,
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

function lines({ engine, clusters, problems }: Diagnosis, say: Context['say']): string[] {
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
    say(mesh[engine.routingMesh.kind]),
    ...clusters.map((cluster) => describe(cluster, say)),
    ...(problems.length === 0 ? [say('cli:allWell')] : problems.map((problem) => `! ${problem}`)),
  ];
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
