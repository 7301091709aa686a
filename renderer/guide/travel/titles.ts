// What a way is called, by its purpose and how it stands.
import type { TextKey } from '../../../main/i18n/i18n';
import type { Travel } from '../../../preload/contract';

type Way = Exclude<Travel, { kind: 'none' }>;

const titles = {
  'under-way': { go: 'travel:windowGoing', redo: 'travel:windowRedoing', solve: 'travel:windowSolving' },
  arrived: { go: 'travel:windowArrived', redo: 'travel:windowArrived', solve: 'travel:windowSolved' },
  failed: { go: 'travel:windowFailed', redo: 'travel:windowFailed', solve: 'travel:windowSolveFailed' },
  cancelled: {
    go: 'travel:windowCancelled',
    redo: 'travel:windowCancelled',
    solve: 'travel:windowSolveCancelled',
  },
} as const;

/** With the step's title as its value. */
export function travelTitle({ kind, purpose }: Way): TextKey {
  return titles[kind][purpose];
}
