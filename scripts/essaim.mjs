#!/usr/bin/env node
// The `essaim` command of a checkout: builds what is missing, then runs it.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/cli.cjs', import.meta.url);
if (!existsSync(program)) {
  const top = fileURLToPath(new URL('..', import.meta.url));
  execFileSync('npm', ['run', '--silent', 'build'], {
    cwd: top,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}
await import(program.href);
