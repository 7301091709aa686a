// Parses a long post section by section: the Markdown parser's time grows with the square of what it gets at once.
import type { Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';

/** Characters up to which a text is parsed whole, and of the least that is parsed at once. */
const sectionLength = 16 * 1024;

/** The tree that `parse` makes of the whole text. */
export function parseSections(text: string, parse: (text: string) => Root, length = sectionLength): Root {
  if (text.length <= length) return parse(text);
  const lines = text.split('\n');
  const definitions = definitionsIn(lines);
  const children: RootContent[] = [];
  let line = 0;
  let offset = 0;
  for (const section of sectionsOf(lines, length)) {
    const source = section.join('\n');
    children.push(...parseOne(source, definitions, parse, { line, offset }));
    line += section.length;
    offset += source.length + 1;
  }
  return { type: 'root', children, position: placeOf(text, lines) };
}

type Definitions = Map<string, string>;

/** Lines of links' and notes' definitions by their label: what refers to them may stand in any section. */
function definitionsIn(lines: string[]): Definitions {
  const found: Definitions = new Map();
  for (const line of lines) {
    const [, label = ''] = /^ {0,3}\[([^\]]+)\]:/.exec(line) ?? [];
    // What a note says does not matter where it is only referred to.
    if (label !== '' && !found.has(keyOf(label)))
      found.set(keyOf(label), label.startsWith('^') ? `[${label}]: -` : line);
  }
  return found;
}

/** Those that a section may refer to. */
function knownIn(source: string, definitions: Definitions): string[] {
  const labels = new Set([...source.matchAll(/\[([^[\]]+)\]/g)].map(([, label = '']) => keyOf(label)));
  return [...labels].flatMap((label) => definitions.get(label) ?? []);
}

function keyOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toUpperCase();
}

function parseOne(
  source: string,
  definitions: Definitions,
  parse: (text: string) => Root,
  start: { line: number; offset: number },
): RootContent[] {
  const known = knownIn(source, definitions);
  const root = parse(known.length === 0 ? source : `${source}\n\n${known.join('\n\n')}\n`);
  const own = root.children.filter(({ position }) => (position?.start.offset ?? 0) < source.length);
  const shifted: Root = { type: 'root', children: own };
  visit(shifted, (node) => {
    if (!node.position) return;
    for (const point of [node.position.start, node.position.end]) {
      point.line += start.line;
      point.offset = (point.offset ?? 0) + start.offset;
    }
  });
  return own;
}

/** Cut before headings where nothing is open that could go on behind them; each of that length at least. */
function sectionsOf(lines: string[], length: number): string[][] {
  const sections: string[][] = [];
  let section: string[] = [];
  let characters = 0;
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const isHeading = /^#{1,6}[ \t]/.test(line) && lines[index - 1]?.trim() === '';
    if (isHeading && fence === undefined && characters >= length && isClosed(section)) {
      sections.push(section);
      [section, characters] = [[], 0];
    }
    section.push(line);
    characters += line.length + 1;
    fence = fenceAfter(fence, line);
  }
  return [...sections, section];
}

/** The fence that is open behind a line: its marks; undefined where none is. Quotes and lists may hold fences. */
function fenceAfter(open: string | undefined, line: string): string | undefined {
  const [, marks, info] = /^(?:[ \t>]|[-+*:][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (marks === undefined) return open;
  if (open === undefined) return marks;
  return marks.startsWith(open) && info?.trim() === '' ? undefined : open;
}

/** Elements without an end. */
const single = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Whether as much is closed as was opened at the beginning of a line; in doubt the section goes on. */
function isClosed(section: string[]): boolean {
  const lines = withoutCode(section);
  const text = lines.join('\n');
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const names = lines.flatMap((line) => /^[ \t>]*<([a-z][\w-]*)/i.exec(line)?.[1]?.toLowerCase() ?? []);
  const isElementClosed = (name: string): boolean =>
    count(new RegExp(`<${name}(?:\\s[^<>]*)?(?<!/)>`, 'gi')) === count(new RegExp(`</${name}\\s*>`, 'gi'));
  return (
    count(/<!--/g) === count(/-->/g) &&
    count(/\{::(?!options)[a-z]+(?![^}]*\/\})/g) === count(/\{:\/[a-z]*\}/g) &&
    count(/^[ \t]*\$\$/gm) % 2 === 0 &&
    [...new Set(names)].every((name) => single.test(name) || isElementClosed(name))
  );
}

/** What stands in code opens nothing. */
function withoutCode(section: string[]): string[] {
  let fence: string | undefined;
  return section.flatMap((line) => {
    const before = fence;
    fence = fenceAfter(fence, line);
    return before === undefined && fence === undefined ? [line.replace(/`[^`]*`/g, '')] : [];
  });
}

function placeOf(text: string, lines: string[]): NonNullable<Root['position']> {
  const last = lines.at(-1) ?? '';
  return {
    start: { line: 1, column: 1, offset: 0 },
    end: { line: lines.length, column: last.length + 1, offset: text.length },
  };
}
