// Reads a lab from wherever the learner has it.
import { isAbsolute, resolve } from 'node:path';
import type { Lab } from '../../labs/lab';
import { findLab, loadLab } from '../../labs/load';
import type { Paths } from '../../paths';

/** The lab, and its source in a form that says the same from any folder. */
export async function readSource(
  source: string,
  paths: Pick<Paths, 'labs' | 'cache'>,
): Promise<{ lab: Lab; source: string }> {
  const { path } = await findLab(source, paths);
  return { lab: await loadLab(path), source: isAbsolute(source) ? resolve(source) : source };
}
