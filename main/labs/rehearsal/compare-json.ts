// Compares JSON documents: everything that the lab shows must be in what was printed.
import type { Difference, Verdict } from './compare';
import { normalise } from './normalise';

export function compareJson(expected: string, printed: string): Verdict {
  const wanted = parse(expected);
  if (wanted === undefined) return undefined;
  const found = parse(printed);
  return { difference: found ? missing(wanted, found, '') : { expected: 'JSON', found: printed.trim() } };
}

function parse(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // not JSON after all: the text is compared
  }
}

function missing(wanted: unknown, found: unknown, path: string): Difference | undefined {
  if (Array.isArray(wanted)) return missingItem(wanted, found, path);
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof found !== 'object' || found === null)
      return { expected: show(path, wanted), found: show(path, found) };
    for (const [key, value] of Object.entries(wanted)) {
      const difference = missing(
        value,
        (found as Record<string, unknown>)[key],
        path ? `${path}.${key}` : key,
      );
      if (difference) return difference;
    }
    return undefined;
  }
  return sameScalar(wanted, found) ? undefined : { expected: show(path, wanted), found: show(path, found) };
}

/** Arrays are taken as sets: each wanted item has its match. */
function missingItem(wanted: unknown[], found: unknown, path: string): Difference | undefined {
  const items = Array.isArray(found) ? (found as unknown[]) : [];
  for (const [index, item] of wanted.entries()) {
    const differences = items.map((candidate) => missing(item, candidate, `${path}[${index}]`));
    if (differences.every((difference) => difference !== undefined))
      return differences.length === 1 && differences[0]
        ? differences[0]
        : { expected: show(path, item), found: show(path, found) };
  }
  return undefined;
}

/** Numbers are measures of the machine (memory, version counters) and may differ. */
function sameScalar(wanted: unknown, found: unknown): boolean {
  if (typeof wanted === 'number') return typeof found === 'number';
  if (typeof wanted === 'string') return typeof found === 'string' && normalise(wanted) === normalise(found);
  return wanted === found;
}

function show(path: string, value: unknown): string {
  return `${path || 'JSON'} = ${value === undefined ? '–' : JSON.stringify(value)}`;
}
