// The states of a step in words.
import type { TextKey } from '../../../main/i18n/i18n';
import type { StepState } from './views';

const names = {
  unseen: 'guide:stateUnseen',
  seen: 'guide:stateSeen',
  partly: 'guide:statePartly',
  done: 'guide:stateDone',
} as const;

export function stateName(state: StepState): TextKey {
  return names[state];
}
