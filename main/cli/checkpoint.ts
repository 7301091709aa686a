// `essaim checkpoint`: named moments of a cluster that one can go back to.
import { join, resolve } from 'node:path';
import { attachCluster } from '../cluster/cluster';
import { Failure } from '../failure/failure';
import type { Checkpoints, LabStep } from '../labs/checkpoints/checkpoints';
import { checkpointsOf } from '../labs/checkpoints/of-cluster';
import { isAddress } from '../labs/sources/address';
import type { Context } from './context';
import { describeCheckpoints } from './describe-checkpoints';
import { describeCluster } from './describe';
import { onEngine } from './on-engine';
import { openLab } from './open-lab';
import { defaultLab } from './up';

interface SaveArguments {
  name: string;
  lab?: string;
  step?: string;
}

export async function listCheckpoints(
  context: Context,
  { name, json }: { name: string; json: boolean },
): Promise<number> {
  const { print, say, language } = context;
  const checkpoints = await onCluster(context, name, (all) => all.list());
  if (json) print(JSON.stringify({ cluster: name, checkpoints }, null, 2));
  else if (checkpoints.length === 0) print(say('checkpoints:none', { cluster: name }));
  else print(describeCheckpoints(checkpoints, language));
  return 0;
}

export async function saveCheckpoint(
  context: Context,
  checkpoint: string,
  { name, lab, step }: SaveArguments,
): Promise<number> {
  if (lab !== undefined && step === undefined) throw new Failure('usage', 'checkpoints:labWithoutStep');
  const at = step === undefined ? undefined : await stepOf(context, lab ?? defaultLab, step);
  await onCluster(context, name, (all) => all.save(checkpoint, at));
  context.tell(context.say('checkpoints:saved', { name: checkpoint }));
  return 0;
}

export async function restoreCheckpoint(
  context: Context,
  checkpoint: string,
  { name }: { name: string },
): Promise<number> {
  const { print, tell, say } = context;
  return onCluster(context, name, async (all) => {
    const fresh = await all.restore(checkpoint, context);
    tell(say('checkpoints:restored', { name: checkpoint, cluster: name }));
    print(describeCluster(fresh, name, say));
    fresh.close();
    return 0;
  });
}

async function onCluster<T>(
  context: Context,
  name: string,
  use: (checkpoints: Checkpoints) => Promise<T>,
): Promise<T> {
  return onEngine(context, { name, purpose: 'find' }, async ({ engine, call, cluster: inside }) => {
    const cluster = await attachCluster(engine, inside, call);
    try {
      return await use(checkpointsOf(context, cluster, call));
    } finally {
      cluster.close();
    }
  });
}

/** A shipped lab by its name and any other by its address, which say the same later; else by its path, from wherever. */
async function stepOf(context: Context, lab: string, step: string): Promise<LabStep> {
  const { path } = await openLab(context, lab);
  const saysTheSame = path === join(context.paths.labs, lab) || isAddress(lab);
  return { lab: saysTheSame ? lab : resolve(lab), step };
}
