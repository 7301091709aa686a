// Which sections, rows and cells the lines of a kramdown table make.

export interface Plan {
  sections: Section[];
}

interface Section {
  tag: 'thead' | 'tbody' | 'tfoot';
  /** One for each line, separators included. */
  rows: Row[];
}

export interface Row {
  isShown: boolean;
  isHead: boolean;
  cells: Cell[];
}

/** Text of a cell, from a column of its line to the one behind it. */
interface Cell {
  from: number;
  to: number;
  align: string | undefined;
}

const separator = /^(?=.*-)[+|: \t-]+$/;
const footer = /^(?=.*=)[+|: \t=]+$/;

/** Undefined where the lines are no table: a line without a pipe outside of code, or nothing but separators. */
export function planOf(lines: string[]): Plan | undefined {
  const sections: Section[] = [];
  let rows: Row[] = [];
  let aligns: string[] = [];
  let hasHead = false;
  let isFoot = false;
  let shown = 0;
  const isLed = /^\s*\|/.test(lines[0] ?? '');
  const close = (tag: Section['tag']) => {
    if (rows.length > 0) sections.push({ tag, rows });
    rows = [];
    shown = 0;
  };
  for (const line of lines) {
    if (separator.test(line)) {
      rows.push(hidden);
      if (shown === 0) continue;
      if (!hasHead && !isFoot && sections.length === 0) {
        aligns = alignsOf(line);
        close('thead');
        hasHead = true;
      } else if (!isFoot) close('tbody');
    } else if (footer.test(line)) {
      rows.push(hidden);
      if (shown > 0) close(isFoot ? 'tfoot' : 'tbody');
      isFoot = true;
    } else {
      const cells = cellsOf(line, isLed);
      if (!cells) return undefined;
      rows.push({ isShown: true, isHead: false, cells });
      shown += 1;
    }
  }
  if (shown > 0) close(isFoot ? 'tfoot' : 'tbody');
  else sections.at(-1)?.rows.push(...rows);
  if (!sections.some((section) => section.tag === 'tbody')) return undefined;
  return { sections: sections.map((section) => completed(section, aligns)) };
}

const hidden: Row = { isShown: false, isHead: false, cells: [] };

function alignsOf(line: string): string[] {
  return [...line.matchAll(/(:?)-+(:?)/g)].map(([, left, right]) => {
    if (left && right) return 'center';
    return left ? 'left' : right ? 'right' : '';
  });
}

/** With the alignment of each column, and the tag of the section. */
function completed({ tag, rows }: Section, aligns: string[]): Section {
  const full = rows.map((row) => ({
    ...row,
    isHead: tag === 'thead',
    cells: row.cells.map((cell, index) => ({ ...cell, align: aligns[index] })),
  }));
  return { tag, rows: full };
}

/** Undefined where no pipe stands outside of code. */
function cellsOf(line: string, isLed: boolean): Cell[] | undefined {
  const pipes = pipesOf(line);
  if (pipes.length === 0) return undefined;
  const ends = [...pipes, line.length];
  const cells = ends.map((to, index) => trimmed(line, (ends[index - 1] ?? -1) + 1, to));
  if (isLed && isEmpty(cells[0])) cells.shift();
  if (isEmpty(cells.at(-1))) cells.pop();
  return cells;
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.from >= cell.to;
}

function trimmed(line: string, from: number, to: number): Cell {
  const text = line.slice(from, to);
  const length = text.trim().length;
  if (length === 0) return { from: to, to, align: undefined };
  const lead = text.length - text.trimStart().length;
  return { from: from + lead, to: from + lead + length, align: undefined };
}

/** Places of the pipes that are neither escaped nor in code. */
function pipesOf(line: string): number[] {
  const pipes: number[] = [];
  const codes = /(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)|<code.*?>.*?<\/code>|\\.|\|/gy;
  for (let at = 0; at < line.length; at++) {
    codes.lastIndex = at;
    const [found] = codes.exec(line) ?? [];
    if (found === '|') pipes.push(at);
    else if (found !== undefined) at += found.length - 1;
    else if (line[at] === '`') while (line[at + 1] === '`') at += 1;
  }
  return pipes;
}
