// Checkpoints in the background, one at a time: what cannot be saved is no trouble of the learner's.
import { join, sep } from 'node:path';
import { messageOf } from '../../failure/failure';
import type { LabStep } from '../../labs/checkpoints/checkpoints';
import type { Lab } from '../../labs/lab';
import type { Paths } from '../../paths';
import type { Live } from './live';
import type { KeeperOptions } from './options';

export function createMemory(options: KeeperOptions): (live: Live, name: string, step: string) => void {
  let saving = false;
  return (live, name, step) => {
    if (saving) return;
    saving = true;
    live.checkpoints
      .save(name, { lab: labName({ lab: options.lab(), paths: options.paths }), step })
      .catch((error: unknown) =>
        options.log.warn({ name, error: messageOf(error) }, 'no checkpoint was saved'),
      )
      .finally(() => (saving = false));
  };
}

interface Named {
  lab: Pick<Lab, 'id' | 'path'>;
  paths: Pick<Paths, 'labs'>;
}

/** A shipped lab by its name: its place changes with each version. */
export function labName({ lab, paths }: Named): LabStep['lab'] {
  return lab.path.startsWith(join(paths.labs, lab.id) + sep) ? lab.id : lab.path;
}
