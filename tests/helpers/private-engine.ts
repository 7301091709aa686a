// Starts one private dockerd for the integration tests, and proves at the end that they left nothing on it.
import { execa } from 'execa';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../main/images/store';
import { startPrivateDockerd } from '../../scripts/dockerd';
import { repository } from '../../scripts/repository';
import { partsOn } from './parts';

declare module 'vitest' {
  interface ProvidedContext {
    socket: string;
    images: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const images = repository('.cache', 'images');
  await openStore(images); // fails at once, with its sentence, where `npm run images` is owed
  // The tests of the CLI run what was built: never what was built before the last change.
  await execa('npm', ['run', '--silent', 'build'], {
    cwd: repository(),
    stdout: 'inherit',
    stderr: 'inherit',
  });
  const dockerd = await startPrivateDockerd();
  project.provide('socket', dockerd.socket);
  project.provide('images', images);
  return async () => {
    const left = await partsOn(dockerd.docker);
    await dockerd.stop();
    if (left.length > 0) throw new Error(`the tests left on the engine: ${left.join(', ')}`);
  };
}
