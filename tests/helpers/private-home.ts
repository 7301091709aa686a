// Every test has a HOME of its own and no engine from the environment: the user's Docker and settings are never touched.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'essaim-home-'));
process.env.HOME = home;
for (const name of Object.keys(process.env))
  if (/^(DOCKER_|XDG_|ESSAIM_)/.test(name) && !name.startsWith('ESSAIM_TEST_'))
    Reflect.deleteProperty(process.env, name);

afterAll(() => rmSync(home, { recursive: true, force: true }));
