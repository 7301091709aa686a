// Where Essaim finds what it ships with, and where it keeps what is the learner's.
import { join } from 'node:path';
import envPaths from 'env-paths';

/** The folder above this file: of the checkout when run from sources, of `dist` when bundled. */
const top = join(import.meta.dirname, '..');

export interface Paths {
  /** Labs that are shipped. */
  labs: string;
  /** The image store (images.json and archives). */
  images: string;
  /** Packs: archives of true images, which win over the stand-ins of the same name. */
  packs: string;
  /** What can be made again. */
  cache: string;
}

export function pathsOf(environment: NodeJS.ProcessEnv): Paths {
  const own = envPaths('essaim', { suffix: '' });
  return {
    labs: join(top, 'assets', 'labs'),
    images: environment.ESSAIM_IMAGES ?? join(top, '.cache', 'images'),
    packs: environment.ESSAIM_PACKS ?? join(own.data, 'packs'),
    cache: own.cache,
  };
}
