// Looks until something holds, or until it is clear that it will not.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../failure/failure';
import type { CheckResult } from '../checks';
import type { Stage } from './stage';

/** Milliseconds between looks. */
const pause = 400;

/** The last result where it never holds. */
export async function lookUntil(
  look: () => Promise<CheckResult>,
  stage: Pick<Stage, 'signal' | 'patience'>,
): Promise<CheckResult> {
  const deadline = Date.now() + stage.patience;
  for (;;) {
    if (stage.signal.aborted) throw new Failure('cancelled', 'cluster:cancelled');
    const result = await look();
    if (result.kind !== 'fails' || Date.now() > deadline) return result;
    await sleep(pause);
  }
}
