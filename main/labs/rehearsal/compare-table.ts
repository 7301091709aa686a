// Compares tables as the docker CLI prints them: a line of capital column names, values below them.
import type { Verdict } from './compare';
import { normalise } from './normalise';

interface Column {
  name: string;
  values: string[];
}

/** No verdict where the lab shows no table, or one that its author's editor wrapped. */
export function compareTables(expected: string, printed: string): Verdict {
  const [expectedHeader = '', ...expectedRows] = linesOf(expected);
  const printedLines = linesOf(printed);
  const names = columnNames(expectedHeader, printedLines);
  if (names === undefined) return undefined;
  const headerAt = printedLines.findIndex((line) => starts(line, names) !== undefined);
  const printedHeader = printedLines[headerAt];
  if (printedHeader === undefined) return { difference: { expected: expectedHeader, found: printed.trim() } };

  const wanted = readTable(expectedHeader, expectedRows, names);
  const found = readTable(printedHeader, printedLines.slice(headerAt + 1), names);
  if (wanted === undefined || found === undefined) return undefined;
  for (const [index, { name, values }] of wanted.entries()) {
    const others = found[index]?.values ?? [];
    if (list(values) !== list(others))
      return { difference: { expected: `${name}: ${list(values)}`, found: `${name}: ${list(others)}` } };
  }
  return { difference: undefined };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean);
}

/**
 * The lab's column names: parted as in the printed header, whose columns stand two spaces apart at least;
 * authors leave one between two empty columns.
 */
function columnNames(header: string, printed: string[]): string[] | undefined {
  if (!/^[A-Z][A-Z0-9 /%-]+$/.test(header) || !/\S\s+\S/.test(header)) return undefined;
  const known = printed
    .filter((line) => /^[A-Z][A-Z0-9 /%-]+$/.test(line))
    .flatMap((line) => line.split(/ {2,}/));
  return header.split(/ {2,}/).flatMap((part) => parted(part, known));
}

/** `AVAILABILITY MANAGER STATUS` as the two names that are known. */
function parted(part: string, known: string[]): string[] {
  const first = known
    .filter((name) => part === name || part.startsWith(`${name} `))
    .sort((one, other) => other.length - one.length)[0];
  if (first === undefined || first === part) return [part];
  return [first, ...parted(part.slice(first.length + 1), known)];
}

/** Where each named column begins in a header. */
function starts(header: string, names: string[]): number[] | undefined {
  const found: number[] = [];
  let from = 0;
  for (const name of names) {
    const at = header.indexOf(name, from);
    if (at < 0) return undefined;
    found.push(at);
    from = at + name.length;
  }
  return found;
}

/** Undefined where a value runs across the border of its column: the table is not aligned. */
function readTable(header: string, rows: string[], names: string[]): Column[] | undefined {
  const begins = starts(header, names);
  if (begins === undefined) return undefined;
  const columns = names.map((name): Column => ({ name, values: [] }));
  // A column that the lab leaves out ends the one before it.
  const borders = [...header.matchAll(/(?<=^| {2,})\S/g)].map((match) => match.index).concat(begins);
  for (const row of rows) {
    for (const [index, column] of columns.entries()) {
      const begin = begins[index] ?? 0;
      const end = Math.min(...borders.filter((border) => border > begin), Infinity);
      if (begin > 0 && row[begin - 1] !== undefined && row[begin - 1] !== ' ') return undefined;
      column.values.push(normalised(column.name, row.slice(begin, end).trim()));
    }
  }
  return columns;
}

/** Where ids stand, every word of 12 characters and more is one, also the one in fifty without a digit. */
function normalised(column: string, value: string): string {
  const text = /\bID$/.test(column) ? value.replace(/^[0-9a-z]{12,}/, '<id>') : value;
  return normalise(text).replace(/\s+/g, ' ');
}

function list(values: string[]): string {
  return [...values]
    .sort()
    .map((value) => value || '–')
    .join(', ');
}
