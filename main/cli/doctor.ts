// `essaim doctor`: for each engine what was found, what it can do, how long it takes here, and the one thing to do about
// each problem.
import type { FoundCluster } from '../cluster/find';
import { clusterProblems, diagnoseDocker, type DockerDiagnosis, dockerLines } from '../diagnosis/docker';
import { type EmbeddedDiagnosis, diagnoseEmbedded, embeddedLines } from '../diagnosis/embedded';
import { decideEngine } from '../engine/choose';
import { machineCluster } from '../engine/embedded/ready';
import { exitCodes, Failure } from '../failure/failure';
import type { Context } from './context';
import { findMachines } from './machines';
import { choiceOptions } from './on-engine';
import { describe } from './status';

interface Diagnosis {
  /** The Docker Engine; null where none answers. */
  engine: DockerDiagnosis['engine'] | null;
  embedded: EmbeddedDiagnosis;
  clusters: FoundCluster[];
  /** Sentences; none where all is well. */
  problems: string[];
}

export async function doctor(context: Context, { json }: { json: boolean }): Promise<number> {
  const { print, say, language, environment } = context;
  const problems: string[] = [];
  const clusters = await findMachines(context);
  for (const machine of clusters) problems.push(...clusterProblems(machine, say));
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

/** What `up` would take, and why; nothing where it would take none, which the problems tell. */
async function choiceLine(context: Context): Promise<string[]> {
  const { say } = context;
  try {
    const decision = await decideEngine(
      await choiceOptions(context, { name: machineCluster, purpose: 'keep' }),
    );
    const kind = decision.kind === 'there' ? decision.engine.kind : 'embedded';
    if (decision.kind === 'there') await decision.engine.close();
    return [say('cli:doctorChoice', { kind, why: say(decision.why.text, decision.why.values) })];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}
