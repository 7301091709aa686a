// The lab that a command names, from wherever it is.
import { knownServes } from '../images/store';
import type { Lab } from '../labs/lab';
import { findLab, loadLab } from '../labs/load';
import type { OpenedSource } from '../labs/sources/open-source';
import type { Context } from './context';

/** Where it is on disk now; tells where that is not what the network has. */
export async function openLab(context: Context, name: string): Promise<OpenedSource> {
  const { paths, signal, tell, say } = context;
  const opened = await findLab(name, paths, signal);
  if (opened.origin === 'kept') tell(say('authoring:shownKept'));
  return opened;
}

/** As authors read it: with a warning for whatever will be missing offline. */
export async function readLab(context: Context, path: string): Promise<Lab> {
  return loadLab(path, { serves: await knownServes(context.images) });
}
