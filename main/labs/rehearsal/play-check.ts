// Plays one check: looks until it holds, or until it is clear that it will not.
import { evaluate } from '../checks/evaluate';
import type { Check } from '../lab';
import { lookUntil } from './look-until';
import { outcomeOf } from './outcome';
import type { ActionReport } from './report';
import type { Stage } from './stage';
import { stopwatch } from './stopwatch';

/** `file`: name of the sidecar that it stands in. */
export async function playCheck(check: Check, stage: Stage, file = 'lab.yml'): Promise<ActionReport> {
  const seconds = stopwatch();
  const result = await lookUntil(() => evaluate(check.expect, stage), stage);
  const text = check.say[stage.language] ?? check.say.fr;
  const at = check.line === undefined ? undefined : `${file}:${check.line}`;
  return { kind: 'check', line: undefined, at, text, seconds: seconds(), ...outcomeOf(result, stage.say) };
}
