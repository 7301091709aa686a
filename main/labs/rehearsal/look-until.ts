// Looks until something holds, or until it is clear that it will not.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../failure/failure';
import type { CheckResult } from '../checks';

/** Milliseconds: a node that went down is declared so after 15 s, a service of six tasks takes 34 s under emulation. */
const checkLimit = 120_000;
/** Milliseconds between looks. */
const pause = 400;

/** The last result where it never holds. */
export async function lookUntil(look: () => Promise<CheckResult>, signal: AbortSignal): Promise<CheckResult> {
  const deadline = Date.now() + checkLimit;
  for (;;) {
    if (signal.aborted) throw new Failure('cancelled', 'cluster:cancelled');
    const result = await look();
    if (result.kind !== 'fails' || Date.now() > deadline) return result;
    await sleep(pause);
  }
}
