// Starts one private dockerd for the integration tests, and proves at the end that they left nothing on it.
import Docker from 'dockerode';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../main/images/store';
import { startPrivateDockerd } from '../../scripts/dockerd';
import { repository } from '../../scripts/repository';

declare module 'vitest' {
  interface ProvidedContext {
    socket: string;
    images: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const images = repository('.cache', 'images');
  await openStore(images); // fails at once, with its sentence, where `npm run images` is owed
  const dockerd = await startPrivateDockerd({ network: 'isolated' });
  project.provide('socket', dockerd.socket);
  project.provide('images', images);
  return async () => {
    const left = await leftOn(dockerd.docker);
    await dockerd.stop();
    if (left.length > 0) throw new Error(`the tests left on the engine: ${left.join(', ')}`);
  };
}

async function leftOn(docker: Docker): Promise<string[]> {
  const filters = { label: ['io.essaim.part'] };
  const [containers, { Volumes }, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listVolumes({ filters }),
    docker.listNetworks({ filters }),
  ]);
  return [
    ...containers.map(({ Names, Id }) => Names[0] ?? Id),
    ...((Volumes as typeof Volumes | null) ?? []).map(({ Name }) => Name),
    ...networks.map(({ Name }) => Name),
  ];
}
