// How a step went, in a few words: its state, and the help that it took.
import type { Translate } from '../../../main/i18n/i18n';
import { stateName } from '../steps/state-names';
import type { StepRow } from './summary';

/** The state first. */
export function remarksOn(
  { state, hints, isSolved }: Pick<StepRow, 'state' | 'hints' | 'isSolved'>,
  say: Translate,
): [string, ...string[]] {
  return [
    say(stateName(state)),
    ...(hints > 0 ? [say('guide:hintsUsed', { count: hints })] : []),
    ...(isSolved ? [say('guide:solutionUsed')] : []),
  ];
}
