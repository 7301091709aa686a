// The `essaim` command in this process: what it writes, on folders of the test's own and no engine.
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { run } from '../../main/cli/program';
import { scratchFolder } from '../helpers/scratch';

export interface Here {
  /** On standard output, and on standard error. */
  written: { printed: string; told: string };
  /** Folder of machines. */
  machines: string;
  essaim: (...words: string[]) => Promise<number>;
}

export async function here(): Promise<Here> {
  const written = { printed: '', told: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((written.printed += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((written.told += String(text))));
  const top = await scratchFolder();
  vi.stubEnv('DOCKER_HOST', `unix://${join(top, 'none.sock')}`);
  vi.stubEnv('ESSAIM_LANG', 'en');
  vi.stubEnv('ESSAIM_DATA', top);
  vi.stubEnv('ESSAIM_CACHE', join(top, 'cache'));
  vi.stubEnv('ESSAIM_APPLIANCE', join(top, 'appliance'));
  vi.stubEnv('ESSAIM_IMAGES', join(top, 'images'));
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  return {
    written,
    machines: join(top, 'machines'),
    essaim: (...words) => run(words, new AbortController().signal),
  };
}
