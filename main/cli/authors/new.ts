// `essaim new`: a lab to begin with, which can be inspected, played and rehearsed as it stands.
import { isAbsolute, relative, resolve } from 'node:path';
import type { Context } from '../context';
import { makeLab } from '../../labs/make-lab';

export async function newCommand(context: Context, folder: string): Promise<number> {
  const { paths, language, say, print } = context;
  await makeLab(resolve(folder), paths, language);
  print(say('authoring:newMade', { folder: isAbsolute(folder) ? folder : relative('', folder) || '.' }));
  return 0;
}
