// Whether a command printed what the lab says it prints: a table, a JSON document or lines of text.
import { compareJson } from './compare-json';
import { compareTables } from './compare-table';
import { normalise } from './normalise';

/** What the lab says and the command did not print; the first difference alone. */
export interface Difference {
  expected: string;
  found: string;
}

/** What a form's comparison says; undefined where the lab's text has not that form. */
export type Verdict = { difference: Difference | undefined } | undefined;

/**
 * Compares after normalising. Tables: each column that the lab shows has the same values, in any order of rows.
 * JSON: what the lab shows is there. Text: the lab's lines are there, in order.
 */
export function compareOutput(expected: string, printed: string): Difference | undefined {
  const verdict = compareJson(expected, printed) ?? compareTables(expected, printed);
  return verdict ? verdict.difference : differenceOfText(expected, printed);
}

/** White space, line breaks and shell continuations count as one space: tools wrap lines as they like. */
function differenceOfText(expected: string, printed: string): Difference | undefined {
  const found = flat(printed);
  if (found.includes(flat(expected))) return undefined;
  let from = 0;
  for (const line of expected.split('\n').map(flat).filter(Boolean)) {
    const at = found.indexOf(line, from);
    if (at < 0) return { expected: line, found: printed.trim() };
    from = at + line.length;
  }
  return undefined;
}

function flat(text: string): string {
  return normalise(text)
    .replace(/\\\n|\\$/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
