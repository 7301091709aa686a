// The lab's end: removed, or put to sleep so that nothing of ours runs on and the next start goes on from there.
import { down } from '../../cluster/down';
import { chooseEngine } from '../../engine/choose';
import { endMachine, listMachines, removeMachine } from '../../engine/embedded/machines';
import type { Engine } from '../../engine/engine';
import { createCall } from '../../engine/runner';
import { within } from '../../engine/within';
import { Failure, messageOf } from '../../failure/failure';
import type { Live } from './live';
import { choiceOf, clusterName, type KeeperOptions } from './options';

/** A lab that is up or lost; undefined where it is neither: then the engine is asked that there is. */
type Held = Pick<Live, 'cluster'> | undefined;

/** Milliseconds: a docker engine that hangs is not waited for longer. */
const removeLimit = 60_000;

/** Removes the cluster and all that is on it; its machine, asleep or not, with its checkpoints. */
export async function removeLab(options: KeeperOptions, held: Held): Promise<void> {
  const { paths, log } = options;
  const engine = held?.cluster.engine ?? (await foundEngine(options));
  if (engine && !engine.machine) {
    await within(removeLimit, down(engine, clusterName, createCall(engine, log)));
    if (held) return;
  }
  try {
    await engine?.machine?.remove();
  } catch (error) {
    // It does not obey any more.
    log.warn({ error: messageOf(error) }, 'the machine could not be ended in order');
    await endMachine(paths.machines, clusterName);
  }
  const isLeft = (await listMachines(paths.machines)).some(({ name }) => name === clusterName);
  if (isLeft) await removeMachine(paths.machines, clusterName, true);
}

/** Docker's containers stay; a machine of ours ends, saved where there is room for it. */
async function putToSleep(options: KeeperOptions, held: Held): Promise<void> {
  const engine = held?.cluster.engine ?? (await foundEngine(options));
  if (!engine?.machine) return engine?.close();
  const { machine } = engine;
  await createCall(engine, options.log)('suspend', () => machine.suspend());
}

/** Milliseconds that the app's end may take: a machine is saved in 3 s, and in 10 s on a busy laptop. */
const quitLimit = 20_000;

/** Before the app ends, as the setting says, once `idle` resolves; never rejects, and never takes for ever. */
export async function putAway(
  options: KeeperOptions,
  idle: () => Promise<void>,
  held: () => Held,
): Promise<void> {
  const { paths, log, settings } = options;
  const put = async (): Promise<void> => {
    await idle();
    await (settings().onQuit === 'remove' ? removeLab : putToSleep)(options, held());
  };
  try {
    await within(quitLimit, put());
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'the lab could not be put away');
    // What is not saved is lost, up to the newest checkpoint: a machine that nobody sees must not go on for ever.
    if (held()?.cluster.engine.machine) await endUnsaved(paths.machines, log);
  }
}

async function endUnsaved(machines: string, log: KeeperOptions['log']): Promise<void> {
  try {
    await endMachine(machines, clusterName);
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'the machine could not be ended');
  }
}

/** That of a lab whose start failed, or was cut short. */
async function foundEngine(options: KeeperOptions): Promise<Engine | undefined> {
  try {
    return (await chooseEngine({ ...choiceOf(options), purpose: 'find' }))?.engine;
  } catch (error) {
    if (error instanceof Failure) return undefined; // none answers, or another process has it
    throw error;
  }
}
