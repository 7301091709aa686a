// `essaim doctor`: for each engine what was found, what it can do, how long it takes here, and the one thing to do about
// each problem.
import { findClusters, type FoundCluster } from '../cluster/find';
import { freeSubnets, hostSubnets } from '../cluster/subnet';
import { decideEngine, leastMemory } from '../engine/choose';
import { connectDocker } from '../engine/docker/connect';
import type { Engine, EngineProbe } from '../engine/engine';
import { type Call, createCall } from '../engine/runner';
import { exitCodes, Failure } from '../failure/failure';
import { isLoaded } from '../images/load';
import type { Context } from './context';
import { type EmbeddedDiagnosis, diagnoseEmbedded, embeddedLines } from './doctor-embedded';
import { findMachines } from './machines';
import { choiceOptions } from './on-engine';
import { describe } from './status';

interface Diagnosis {
  /** The Docker Engine; null where none answers. */
  engine: ({ kind: string; endpoint: string; foundBy: string } & EngineProbe) | null;
  embedded: EmbeddedDiagnosis;
  clusters: FoundCluster[];
  /** Sentences; none where all is well. */
  problems: string[];
}

/** Bytes: the images, unpacked, and what a lab writes. */
const leastDisk = 2e9;

export async function doctor(context: Context, { json }: { json: boolean }): Promise<number> {
  const { print, say, language, environment } = context;
  const problems: string[] = [];
  const clusters = await findMachines(context);
  for (const machine of clusters) problems.push(...problemOf(machine, say));
  const embedded = await diagnoseEmbedded(context);
  let engine: Diagnosis['engine'] = null;
  let failure: Failure | undefined;
  try {
    const docker = await diagnoseDocker(context);
    engine = docker.engine;
    clusters.push(...docker.clusters);
    problems.push(...docker.problems);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = error;
  }
  // Somebody who names a Docker Engine, or has no other, is in want of it.
  const isWanted = Boolean(environment.DOCKER_HOST) || context.engine === 'docker' || !embedded.works;
  if (failure && isWanted && !json) throw failure;
  if (failure && isWanted) problems.push(failure.sentence(language));
  if (!engine || context.engine === 'embedded') problems.push(...embedded.problems);
  const diagnosis: Diagnosis = { engine, embedded, clusters, problems };
  if (json) print(JSON.stringify(diagnosis, null, 2));
  else for (const line of await lines(diagnosis, context)) print(line);
  return failure && isWanted ? exitCodes[failure.kind] : 0;
}

async function diagnoseDocker(
  context: Context,
): Promise<Pick<Diagnosis, 'clusters' | 'problems'> & { engine: NonNullable<Diagnosis['engine']> }> {
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

async function lines(
  { engine, embedded, clusters, problems }: Diagnosis,
  context: Context,
): Promise<string[]> {
  const { say } = context;
  return [
    ...(engine ? dockerLines(engine, say) : [say('cli:doctorNoDocker')]),
    ...embeddedLines(embedded, say),
    ...(await choiceLine(context)),
    ...clusters.map((cluster) => describe(cluster, say)),
    ...(problems.length === 0 ? [say('cli:allWell')] : problems.map((problem) => `! ${problem}`)),
  ];
}

function dockerLines(engine: NonNullable<Diagnosis['engine']>, say: Context['say']): string[] {
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

/** What `up` would take, and why; nothing where it would take none, which the problems tell. */
async function choiceLine(context: Context): Promise<string[]> {
  const { say } = context;
  try {
    const decision = await decideEngine(await choiceOptions(context, { name: 'labo', purpose: 'keep' }));
    const kind = decision.kind === 'there' ? decision.engine.kind : 'embedded';
    if (decision.kind === 'there') await decision.engine.close();
    return [say('cli:doctorChoice', { kind, why: say(decision.why.text, decision.why.values) })];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
