// A command's engine: chosen, used, and let go of, whatever happens.
import { chooseEngine, type ChooseOptions, type Purpose } from '../engine/choose';
import { machineCluster } from '../engine/embedded/ready';
import type { GuestSize } from '../engine/embedded/size';
import type { Engine } from '../engine/engine';
import { type Call, createCall } from '../engine/runner';
import { Failure } from '../failure/failure';
import { knownNodeImage } from '../images/store';
import { readSettings } from '../settings/settings';
import type { Context } from './context';

export interface Opened {
  engine: Engine;
  call: Call;
  /** Name of the cluster on that engine: a machine of our own has one only, whatever the machine is called. */
  cluster: string;
}

interface Wanted {
  /** Name of the cluster, as the user gave it. */
  name: string;
  purpose: Purpose;
  size?: Partial<GuestSize> | undefined;
}

/**
 * Runs `use` on the engine for the cluster.
 * @throws Failure `cluster` where `find` finds no engine at all.
 */
export async function onEngine<T>(
  context: Context,
  wanted: Wanted,
  use: (opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = await openEngine(context, wanted);
  if (!opened) throw new Failure('cluster', 'cluster:notUp', { name: wanted.name });
  try {
    return await use(opened);
  } finally {
    await opened.engine.close();
  }
}

/** As chosen by option, environment, setting, and what is there. The caller closes it. */
export async function openEngine(context: Context, wanted: Wanted): Promise<Opened | undefined> {
  const choice = await chooseEngine(await choiceOptions(context, wanted));
  if (!choice) return undefined;
  const { engine } = choice;
  return {
    engine,
    call: createCall(engine, context.log),
    cluster: engine.kind === 'embedded' ? machineCluster : wanted.name,
  };
}

/** What the choice depends on. */
export async function choiceOptions(
  context: Context,
  { name, purpose, size }: Wanted,
): Promise<ChooseOptions> {
  const { environment, paths, log, say, tell, signal } = context;
  const wish = context.engine ?? (await readSettings(paths.settings)).engine;
  return {
    ...{ wish, purpose, size, name, environment, log, signal },
    // Only asked for where the choice hangs on it.
    nodeImage: () => knownNodeImage(context.images),
    ...{ appliance: paths.appliance, machines: paths.machines, cache: paths.cache },
    onChosen: (kind, why) => tell(say('cli:chosen', { kind, why: say(why.text, why.values) })),
    onStage: ({ text, values }) => tell(`        ${say(text, values)}`),
  };
}
