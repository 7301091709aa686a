// What is wrong, seen from a step: what does not fit to where the learner is, nor to where the step leads.
import { evaluate, type Eye } from '../../checks/evaluate';
import type { Lab } from '../../lab';
import type { Deed } from '../expected/effects';
import { expectedWithin } from '../expected/expected';
import { faultsOf } from './faults';
import type { Language } from '../../../i18n/i18n';
import type { FoundFault } from './mend';
import { recipeOf } from './recipe';
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

/** What else does not hold of what is checked up to here: the nodes are asked for it, so it takes its time. */
export async function brokenFacts(
  lab: Lab,
  index: number,
  eye: Eye & { language: Language },
  ran: (line: number) => boolean,
): Promise<FoundFault[]> {
  const expected = expectedWithin(lab, index, ({ block }) => ran(block.line));
  const asked = [...expected.facts].map(async ([subject, { say, expect }]): Promise<FoundFault[]> => {
    if (expect.kind === 'page' && eye.routingMesh.kind !== 'yes') return [];
    if ((await evaluate(expect, eye)).kind !== 'fails') return [];
    const check = say[eye.language] ?? say.fr;
    const node = 'node' in expect ? expect.node : undefined;
    const name = 'name' in expect ? (expect.name ?? '') : '';
    const isKept = expect.kind === 'network' || expect.kind === 'secret' || expect.kind === 'config';
    const mends = isKept && expect.exists ? recipeOf(expect.kind, name, expected) : [];
    const step = expected.origin.get(subject);
    return [{ subject, text: 'travel:faultCheck', values: { check }, node, step, mends }];
  });
  return (await Promise.all(asked)).flat();
}
