// The most tasks of a service that were missing at once during its last update, as the watch saw it.
import type { ClusterState, ServiceState } from '../../cluster/state';
import { missingTasks } from '../../labs/rolling-update';

export interface MostMissing {
  note(state: ClusterState): void;
  of(service: string): number;
}

export function mostMissing(): MostMissing {
  const most = new Map<string, number>();
  let before: ServiceState[] = [];
  return {
    note: (state) => {
      for (const service of state.services) {
        const old = before.find(({ id }) => id === service.id);
        const begins =
          old?.image !== service.image ||
          (old.updateStatus !== 'updating' && service.updateStatus === 'updating');
        const known = begins ? 0 : (most.get(service.name) ?? 0);
        most.set(service.name, Math.max(known, missingTasks(state, service.name)));
      }
      before = state.services;
    },
    of: (service) => most.get(service) ?? 0,
  };
}
