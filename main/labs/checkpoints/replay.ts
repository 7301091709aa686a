// Checkpoints where a machine's memory cannot be saved: each is the end of a step, and going back plays the lab up to it.
import { join } from 'node:path';
import type { Cluster } from '../../cluster/cluster';
import { reset } from '../../cluster/reset';
import type { Call } from '../../engine/runner';
import { Failure } from '../../failure/failure';
import type { Language } from '../../i18n/i18n';
import type { Lab, Step } from '../lab';
import { refuseBroken } from '../refuse-broken';
import { type Checkpoint, type Checkpoints, type LabStep, refuseBadName } from './checkpoints';
import { playSteps } from './play-steps';
import { type Saved, savedList } from './saved-list';

export interface ReplayOptions {
  cluster: Cluster;
  /** Where each cluster has its list. */
  folder: string;
  call: Call;
  /** Of what a step that fails says. */
  language: Language;
  /** Throws a Failure `bad-input` where there is no such lab. */
  findLab: (lab: string) => Promise<Lab>;
}

export function replayCheckpoints(options: ReplayOptions): Checkpoints {
  const { folder, call, language, findLab } = options;
  let { cluster } = options;
  const list = savedList(join(folder, `${cluster.name}.json`));

  return {
    list: async () => (await list.read()).map(checkpointOf),

    save: async (name, step) => {
      refuseBadName(name);
      if (!step) throw new Failure('usage', 'checkpoints:needsStep');
      const lab = await findLab(step.lab);
      const known = { lab: lab.title, step: step.step, steps: stepsOf(lab) };
      if (!stepsUpTo(lab, step)) throw new Failure('usage', 'checkpoints:noStep', known);
      refuseUnplayable(lab, cluster, language);
      const saved = { name, savedAt: new Date().toISOString(), step };
      await list.add(saved);
      return checkpointOf(saved);
    },

    restore: async (name, stepOptions) => {
      const saved = await list.read();
      const found = saved.find((each) => each.name === name);
      const names = saved.map((each) => each.name).join(', ') || '–';
      if (!found) throw new Failure('usage', 'checkpoints:unknown', { name, names });
      const lab = await labOf(found, options);
      const steps = stepsUpTo(lab, found.step);
      const known = { name, lab: lab.title, step: found.step.step, steps: stepsOf(lab) };
      if (!steps) throw new Failure('bad-input', 'checkpoints:stepGone', known);
      refuseUnplayable(lab, cluster, language);
      const fresh = async (): Promise<Cluster> =>
        (cluster = await reset(cluster, call, { signal: stepOptions.signal }));
      return playSteps({ name, lab, steps, fresh, call, language }, stepOptions);
    },
  };
}

function checkpointOf(saved: Saved): Checkpoint {
  return { ...saved, size: Buffer.byteLength(JSON.stringify(saved)), how: 'replay' };
}

/** Undefined where the lab has no such step. */
function stepsUpTo({ steps }: Lab, { step }: LabStep): Step[] | undefined {
  const at = steps.findIndex(({ id }) => id === step);
  return at < 0 ? undefined : steps.slice(0, at + 1);
}

function stepsOf({ steps }: Lab): string {
  return steps.map(({ id }) => id).join(', ') || '–';
}

/** The lab was there when the checkpoint was saved: the sentence says which one is concerned. */
async function labOf({ name, step }: Saved, { findLab, language }: ReplayOptions): Promise<Lab> {
  try {
    return await findLab(step.lab);
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.kind !== 'bad-input') throw cause;
    const said = cause.sentence(language);
    throw new Failure('bad-input', 'checkpoints:labGone', { name, said }, { cause });
  }
}

/** Before the cluster is touched. */
function refuseUnplayable(lab: Lab, { name, nodes }: Cluster, language: Language): void {
  refuseBroken(lab, language);
  const values = { lab: lab.title, wanted: lab.terminals, cluster: name, count: nodes.length };
  if (lab.terminals > nodes.length) throw new Failure('bad-input', 'checkpoints:fewNodes', values);
}
