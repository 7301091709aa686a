// The ground of a journey on the lab's kept cluster: whoever else changes it meanwhile ends the journey.
import { Failure } from '../../../failure/failure';
import type { Ground } from '../../../labs/travel/scene';
import { machineCheckpoints } from '../../../labs/travel/ground';
import { type ClusterKeeper, type Live } from '../../cluster/live';
import { labName } from '../../cluster/remember';
import type { JourneysOptions } from './journeys';

interface KeptGround extends Ground {
  leave(): void;
}

type Keeper = Pick<ClusterKeeper, 'live' | 'on' | 'reset' | 'restore' | 'cancel' | 'phase'>;

/** @throws Failure `cluster` where none is up. */
export function keptGround(
  { keeper, lab, paths }: Pick<JourneysOptions, 'lab' | 'paths'> & { keeper: Keeper },
  onOther: (failure: Failure) => void,
): KeptGround {
  let isOurs = false;
  const liveNow = (): Live => {
    const live = keeper.live();
    if (!live) throw new Failure('cluster', 'terminals:noCluster');
    return live;
  };
  const { engine } = liveNow();
  const replace = async (signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
    const cancel = (): void => keeper.cancel();
    signal.addEventListener('abort', cancel);
    const before = keeper.live();
    isOurs = true;
    try {
      await work();
    } finally {
      isOurs = false;
      signal.removeEventListener('abort', cancel);
    }
    if (signal.aborted) throw new Failure('cancelled', 'travel:cancelled');
    if (!keeper.live() || keeper.live() === before) throw new Failure('cluster', 'travel:otherNodes');
  };
  const leave = keeper.on('live', () => {
    if (!isOurs) onOther(new Failure('cluster', 'travel:otherNodes'));
  });
  return {
    leave,
    routingMesh: engine.routingMesh,
    cluster: () => liveNow().cluster,
    checkpoints: () => machineCheckpoints(labName({ lab, paths }), liveNow().checkpoints),
    reset: (signal) => replace(signal, () => keeper.reset()),
    restore: (name, signal) => replace(signal, () => keeper.restore(name)),
  };
}
