// What is wrong, seen from a step: what does not fit to where the learner is, nor to where the step leads.
import type { Lab } from '../../lab';
import type { Deed } from '../expected/effects';
import { expectedWithin } from '../expected/expected';
import { faultsOf } from './faults';
import type { FoundFault } from './mend';
import type { Sight } from '../sight';

/** `ran`: whether a block was run. What the step has yet to do is no fault, and neither is what was done by hand. */
export function diagnose(
  lab: Lab,
  index: number,
  sight: Sight,
  ran: (line: number) => boolean,
): FoundFault[] {
  const isDone = ({ block }: Deed): boolean => ran(block.line);
  const now = faultsOf(expectedWithin(lab, index, isDone), sight);
  const atEnd = faultsOf(
    expectedWithin(lab, index, () => true),
    sight,
  );
  const faults = now.flatMap((fault) => atEnd.find(({ subject }) => subject === fault.subject) ?? []);
  // What stands under another name is missing under its own, also before its command was run.
  const wanted = faults.flatMap(({ text, values }) =>
    text === 'travel:faultRenamed' ? [values.expected] : [],
  );
  const missing = atEnd.filter(
    ({ subject }) => wanted.includes(subject) && !faults.some((each) => each.subject === subject),
  );
  return [...faults, ...missing];
}
