// Where Essaim finds what it ships with, and where it keeps what is the learner's.
import { join } from 'node:path';
import envPaths from 'env-paths';

/** The folder above this file: of the checkout when run from sources, of `dist` when bundled. */
const top = join(import.meta.dirname, '..');

export interface Paths {
  /** Labs that are shipped. */
  labs: string;
  /** What a new lab begins with, in a folder for each language. */
  newLab: string;
  /** The sidecar's JSON Schema, for editors. */
  sidecarSchema: string;
  /** The image store (images.json and archives). */
  images: string;
  /** What is the learner's own: checkpoints, packs. */
  data: string;
  /** Packs: archives of true images, which win over the stand-ins of the same name. */
  packs: string;
  /** What can be made again. */
  cache: string;
  /** The embedded engine's kernel, disk and ready snapshot. */
  appliance: string;
  /** Machines of the embedded engine: their state and checkpoints. */
  machines: string;
  settings: string;
  /** Marks for the shells of the learner's own machine: files on disk, as shells read them. */
  shell: string;
  /** What a packaged app ships with, QEMU among it; undefined in a checkout. */
  resources: string | undefined;
}

/** `resources`: the packaged app's folder of what it ships with. */
export function pathsOf(environment: NodeJS.ProcessEnv, resources?: string): Paths {
  const own = envPaths('essaim', { suffix: '' });
  const data = environment.ESSAIM_DATA ?? own.data;
  const assets = resources ?? join(top, 'assets');
  const built = resources ?? join(top, '.cache');
  return {
    labs: join(assets, 'labs'),
    newLab: join(assets, 'new-lab'),
    sidecarSchema: join(top, 'docs', 'lab.schema.json'),
    images: environment.ESSAIM_IMAGES ?? join(built, 'images'),
    data,
    packs: environment.ESSAIM_PACKS ?? join(data, 'packs'),
    cache: environment.ESSAIM_CACHE ?? own.cache,
    appliance: environment.ESSAIM_APPLIANCE ?? join(built, 'appliance'),
    machines: join(data, 'machines'),
    settings: join(own.config, 'settings.json'),
    shell: join(assets, 'shell'),
    resources,
  };
}
