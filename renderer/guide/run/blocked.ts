// Why nothing can be run while no cluster is up.
import type { TextKey } from '../../../main/i18n/i18n';
import type { Phase } from '../../../preload/contract';

/** Of the sentence on top of the step, which the buttons refer to. */
export const blockedReasonId = 'guide-blocked';

const reasons = {
  down: 'guide:blockedDown',
  starting: 'guide:blockedStarting',
  resetting: 'guide:blockedResetting',
  stopping: 'guide:blockedStopping',
  lost: 'guide:blockedLost',
} as const;

/** Undefined while one is up. */
export function blockedReason({ kind }: Phase): TextKey | undefined {
  return kind === 'up' ? undefined : reasons[kind];
}
