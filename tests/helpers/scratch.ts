// Folders for one test file, below its private HOME, which is removed with all that is in it.
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

export function scratchFolder(): Promise<string> {
  return mkdtemp(join(process.env.HOME ?? '/nowhere', 'scratch-'));
}
