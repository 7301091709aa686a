// `npm run build`: bundles what runs. CommonJS for Node 18, the Node of the oldest Electron that the tests use.
import { build } from 'esbuild';
import { repository } from './repository';

await build({
  entryPoints: [repository('main', 'cli.ts')],
  outfile: repository('dist', 'cli.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname' },
  sourcemap: true,
  logLevel: 'warning',
  logOverride: { 'ignored-bare-import': 'silent' }, // imported for their types alone
  // Native or with files of their own beside them.
  external: ['node-pty', 'dockerode', 'pino'],
});
