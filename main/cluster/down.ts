// `down`: removes whatever bears a cluster's label. Idempotent, and content with any half of a cluster.
import type { Engine } from '../engine/engine';
import { type Call, statusOf } from '../engine/runner';
import { labels, ofCluster } from './labels';

export async function down(engine: Engine, name: string, call: Call): Promise<void> {
  await removeContainers(engine, name, call);
  await removeNetworks(engine, name, call);
}

/** Containers first, then the volumes that only they held. `part` names one kind of container. */
export async function removeContainers(
  engine: Engine,
  name: string,
  call: Call,
  part?: 'node',
): Promise<void> {
  const label = part ? [...ofCluster(name).label, `${labels.part}=${part}`] : ofCluster(name).label;
  const containers = await call('list containers', () =>
    engine.api.listContainers({ all: true, filters: { label } }),
  );
  await Promise.all(
    containers.map(({ Id }) =>
      gone(() =>
        call(`remove container ${Id}`, () => engine.api.getContainer(Id).remove({ force: true, v: true })),
      ),
    ),
  );
  const { Volumes } = await call('list volumes', () => engine.api.listVolumes({ filters: ofCluster(name) }));
  // The type says never null; the API says null where there is none.
  await Promise.all(
    ((Volumes as typeof Volumes | null) ?? []).map(({ Name }) =>
      gone(() => call(`remove volume ${Name}`, () => engine.api.getVolume(Name).remove())),
    ),
  );
}

export async function removeNetworks(engine: Engine, name: string, call: Call): Promise<void> {
  const networks = await call('list networks', () => engine.api.listNetworks({ filters: ofCluster(name) }));
  await Promise.all(
    networks.map(({ Id }) =>
      gone(() => call(`remove network ${Id}`, () => engine.api.getNetwork(Id).remove())),
    ),
  );
}

/** Removing what somebody else just removed, or is removing, is done. */
async function gone(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    const status = statusOf(error);
    if (status !== 404 && !(status === 409 && /in progress/.test(String((error as Error).cause))))
      throw error;
  }
}
