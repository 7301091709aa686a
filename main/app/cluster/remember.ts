// Checkpoints in the background, one at a time: what cannot be saved is no trouble of the learner's.
import { join, sep } from 'node:path';
import { messageOf } from '../../failure/failure';
import type { LabStep } from '../../labs/checkpoints/checkpoints';
import type { Live } from './live';
import type { KeeperOptions } from './options';

export function createMemory(options: KeeperOptions): (live: Live, name: string, step: string) => void {
  let saving = false;
  return (live, name, step) => {
    if (saving) return;
    saving = true;
    live.checkpoints
      .save(name, { lab: labName(options), step })
      .catch((error: unknown) =>
        options.log.warn({ name, error: messageOf(error) }, 'no checkpoint was saved'),
      )
      .finally(() => (saving = false));
  };
}

/** A shipped lab by its name: its place changes with each version. */
function labName({ lab, paths }: KeeperOptions): LabStep['lab'] {
  const { id, path } = lab();
  return path.startsWith(join(paths.labs, id) + sep) ? id : path;
}
