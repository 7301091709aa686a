// Reads a lab from wherever the learner has it, with a warning for whatever of it is not there offline.
import type { Lab } from '../../labs/lab';
import { findLab, loadLab, shippedLabs } from '../../labs/load';
import { readAddress } from '../../labs/sources/address';
import type { Paths } from '../../paths';

/** The lab, and its source in a form that says the same from any folder. */
export async function readSource(
  source: string,
  paths: Pick<Paths, 'labs' | 'cache'>,
  serves: () => Promise<readonly string[] | undefined>,
): Promise<{ lab: Lab; source: string }> {
  const { path } = await findLab(source, paths);
  const lab = await loadLab(path, { serves: await serves() });
  return { lab, source: await lasting(source, paths.labs) };
}

async function lasting(source: string, labs: string): Promise<string> {
  if ((await shippedLabs(labs)).includes(source)) return source;
  const address = readAddress(source);
  return address.kind === 'path' ? address.path : source;
}
