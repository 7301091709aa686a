// Which engine serves a lab: what was asked for, else what runs already, else a capable Docker Engine, else our own.
import { Failure } from '../failure/failure';
import { connectDocker } from './docker/connect';
import { attachMachine, type EmbeddedOptions, launchMachine } from './embedded/connect';
import { openAppliance } from './embedded/appliance';
import { findQemu } from './embedded/find-qemu';
import type { GuestSize } from './embedded/size';
import type { Engine, EngineKind, Reason } from './engine';

export type EngineWish = EngineKind | 'auto';

/**
 * - `find`: only what is there
 * - `own`: an engine for as long as this process lives
 * - `keep`: an engine that outlives it
 */
export type Purpose = 'find' | 'own' | 'keep';

export interface ChooseOptions extends EmbeddedOptions {
  wish: EngineWish;
  purpose: Purpose;
  size?: Partial<GuestSize> | undefined;
  /** Told before anything is launched. */
  onChosen?: ((kind: EngineKind, why: Reason) => void) | undefined;
  /** Reference of the node image: where the Docker Engine has it, its routing mesh is known. */
  nodeImage?: (() => Promise<string | undefined>) | undefined;
}

export interface Choice {
  engine: Engine;
  /** Why this one, in one sentence. */
  why: Reason;
}

/** Bytes: three nodes at their least, and the engine's own. */
export const leastMemory = 1.5e9;

/** An engine that is there, or our own that is to be launched. */
export type Decision = { kind: 'there'; engine: Engine; why: Reason } | { kind: 'launch'; why: Reason };

/**
 * The engine for a lab; undefined where nothing is to be launched and nothing is there.
 * @throws Failure where an engine that was asked for, or the last one that could serve, is not to be had.
 */
export async function chooseEngine(options: ChooseOptions): Promise<Choice | undefined> {
  const decision = await decideEngine(options);
  if (options.purpose !== 'find')
    options.onChosen?.(decision.kind === 'there' ? decision.engine.kind : 'embedded', decision.why);
  if (decision.kind === 'there') return decision;
  if (options.purpose === 'find') return undefined;
  return {
    engine: await launchMachine({ ...options, kept: options.purpose === 'keep' }),
    why: decision.why,
  };
}

/**
 * What chooseEngine would take, without launching anything.
 * @throws Failure as chooseEngine does.
 */
export async function decideEngine(options: ChooseOptions): Promise<Decision> {
  const { wish, environment, name } = options;
  const there = (engine: Engine, why: Reason): Decision => ({ kind: 'there', engine, why });
  const asked: Reason = { text: 'engine:chosenAsked', values: { kind: wish } };
  if (wish === 'docker') return there(await connectDocker(environment), asked);
  // Who names an engine means that one.
  if (wish === 'auto' && environment.DOCKER_HOST)
    return there(await connectDocker(environment), { text: 'engine:chosenHost', values: {} });

  const running = await attachMachine(options);
  if (running) return there(running, { text: 'engine:chosenRunning', values: { name } });
  return wish === 'embedded' ? { kind: 'launch', why: asked } : decideByWhatIsThere(options);
}

async function decideByWhatIsThere(options: ChooseOptions): Promise<Decision> {
  let docker: Engine;
  try {
    docker = await connectDocker(options.environment);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'no-engine') throw error;
    // Without an appliance it is Docker that is missing; what else our own engine lacks, it says itself.
    if (!(await isThere(openAppliance(options.appliance)))) throw error;
    return { kind: 'launch', why: { text: 'engine:chosenNoDocker', values: {} } };
  }
  const { endpoint } = docker;
  const lack = options.purpose === 'find' ? undefined : await lackOf(docker, options.nodeImage);
  return lack && (await canLaunch(options))
    ? { kind: 'launch', why: lack }
    : { kind: 'there', engine: docker, why: { text: 'engine:chosenDocker', values: { endpoint } } };
}

/** Why the Docker Engine does not do for a whole lab; undefined where it does, or where that cannot be told yet. */
async function lackOf(docker: Engine, nodeImage: ChooseOptions['nodeImage']): Promise<Reason | undefined> {
  const { endpoint } = docker;
  const info = (await docker.api.info()) as { OSType?: string; MemTotal?: number };
  if (info.OSType !== undefined && info.OSType !== 'linux')
    return { text: 'engine:chosenNotLinux', values: { endpoint, system: info.OSType } };
  if ((info.MemTotal ?? leastMemory) < leastMemory)
    return { text: 'engine:chosenSmall', values: { endpoint } };
  const { routingMesh } = await docker.probe(await nodeImage?.());
  return routingMesh.kind === 'no' ? { text: 'engine:chosenNoMesh', values: { endpoint } } : undefined;
}

async function canLaunch({ environment, appliance, resources }: ChooseOptions): Promise<boolean> {
  return isThere(
    openAppliance(appliance).then(({ architecture }) =>
      findQemu({ environment, architecture, ...(resources && { resources }) }),
    ),
  );
}

async function isThere(found: Promise<unknown>): Promise<boolean> {
  try {
    await found;
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
