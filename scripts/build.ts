// `npm run build`: bundles what runs: the CLI, the app's main and preload, and its window.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { build, type BuildOptions } from 'esbuild';
import { licensesOf } from './pack/licenses';
import { repository } from './repository';

const common = {
  bundle: true,
  sourcemap: true,
  // Who is in a bundle, for their licences.
  metafile: true,
  logLevel: 'warning',
  logOverride: { 'ignored-bare-import': 'silent' }, // imported for their types alone
} satisfies BuildOptions;

/** CommonJS for Node 18, the Node of the oldest Electron that the tests use. */
const node = {
  ...common,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname' },
  // Native or with files of their own beside them: package.json's dependencies, which are packaged as they are.
  external: ['electron', 'node-pty', 'dockerode', 'pino'],
} satisfies BuildOptions;

const dist = repository('dist');
await mkdir(repository('dist', 'renderer'), { recursive: true });
const [, ...app] = await Promise.all([
  build({ ...node, entryPoints: [repository('main', 'cli.ts')], outfile: `${dist}/cli.cjs` }),
  build({ ...node, entryPoints: [repository('main', 'index.ts')], outfile: `${dist}/main.cjs` }),
  build({
    ...node,
    entryPoints: [repository('main', 'labs', 'parse', 'worker.ts')],
    outfile: `${dist}/parse-worker.cjs`,
  }),
  build({ ...node, entryPoints: [repository('preload', 'index.ts')], outfile: `${dist}/preload.cjs` }),
  build({
    ...common,
    entryPoints: [repository('renderer', 'index.tsx')],
    outdir: `${dist}/renderer`,
    format: 'esm',
    target: 'chrome114',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    minify: true,
    loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
  }),
]);
await cp(repository('renderer', 'index.html'), `${dist}/renderer/index.html`);
const inputs = app.flatMap(({ metafile }) => Object.keys(metafile.inputs));
await writeFile(`${dist}/licenses.txt`, await licensesOf(inputs, repository()));
