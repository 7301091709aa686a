// Everything on an engine that bears Essaim's labels: what a test that cleans up leaves none of.
import type Docker from 'dockerode';
import { labels } from '../../main/cluster/labels';

/** Names of containers, volumes and networks; of one cluster where it is named, of all otherwise. */
export async function partsOn(docker: Docker, cluster?: string): Promise<string[]> {
  const filters = { label: [cluster === undefined ? labels.part : `${labels.cluster}=${cluster}`] };
  const [containers, { Volumes }, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listVolumes({ filters }),
    docker.listNetworks({ filters }),
  ]);
  return [
    ...containers.map(({ Names, Id }) => Names[0]?.replace(/^\//, '') ?? Id),
    // The type says never null; the API says null where there is none.
    ...((Volumes as typeof Volumes | null) ?? []).map(({ Name }) => Name),
    ...networks.map(({ Name }) => Name),
  ].sort();
}
