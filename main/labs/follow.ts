// Tells when the files of a lab are saved.
import { watch } from 'node:fs';
import { dirname } from 'node:path';
import type { Lab } from './lab';

/** Milliseconds after the last sign of a change: editors write a file in several goes. */
const calm = 150;

/** What it returns ends it. */
export function followLab(lab: Pick<Lab, 'path'>, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(lab.path), () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, calm);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
