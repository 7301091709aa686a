// Why nothing can be run: no cluster is up, or it is on its way to a step.
import type { TextKey } from '../../../main/i18n/i18n';
import type { Phase, Travel } from '../../../preload/contract';
import { useCluster, useTravel } from '../../stores/app';

/** Of the sentence on top of the step, which the buttons refer to. */
export const blockedReasonId = 'guide-blocked';

const reasons = {
  down: 'guide:blockedDown',
  starting: 'guide:blockedStarting',
  resetting: 'guide:blockedResetting',
  stopping: 'guide:blockedStopping',
  lost: 'guide:blockedLost',
} as const;

/** Undefined where commands can be run. */
export function blockedReason({ kind }: Phase, travel: Travel): TextKey | undefined {
  // Nodes that are made as new on the way are a part of it.
  if (travel.kind === 'under-way')
    return travel.purpose === 'solve' ? 'travel:windowBlockedSolve' : 'travel:windowBlocked';
  return kind === 'up' ? undefined : reasons[kind];
}

export function useBlocked(): TextKey | undefined {
  const phase = useCluster((cluster) => cluster.phase);
  const travel = useTravel((store) => store.travel);
  return blockedReason(phase, travel);
}
