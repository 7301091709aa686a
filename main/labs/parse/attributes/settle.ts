// Hands kramdown's attribute lists to the elements they belong to, and takes them out of the text.
import type { Nodes, Paragraph, Parent, PhrasingContent, RootContent, Text } from 'mdast';
import { readAttributes, type Attributes } from './read';
import type { AttributeList } from './syntax';

/** After this, no `attributeList` is left below `root`. */
export function settleAttributes(root: Parent): void {
  settleBlocks(root, []);
  settleInline(root);
}

/** Names of the classes that a node was given. */
export function classesOf(node: Nodes): string[] {
  const classes = node.data?.hProperties?.className;
  return Array.isArray(classes) ? classes.map(String) : [];
}

interface Line {
  attributes: Attributes[];
  line: number;
  column: number;
}

/** A line of attribute lists belongs to the block above it; below a blank line, to the next one. */
function settleBlocks(parent: Parent, ancestors: Parent[]): void {
  const settled: RootContent[] = [];
  let pending: Attributes[] = [];
  for (const child of parent.children) {
    const parts = child.type === 'paragraph' ? splitAtLines(child) : [child];
    for (const part of parts) {
      if ('type' in part) {
        for (const attributes of pending) give(part, attributes);
        pending = [];
        settled.push(part);
      } else {
        const above = settled.at(-1);
        const isNext = !above || (above.position?.end.line ?? 0) < part.line - 1;
        const owner = ownerByColumn(part, parent, ancestors) ?? (isNext ? undefined : above);
        if (owner) for (const attributes of part.attributes) give(owner, attributes);
        else pending.push(...part.attributes);
      }
    }
  }
  parent.children = settled;
  for (const child of settled) settleBelow(child, [...ancestors, parent]);
}

function settleBelow(child: RootContent, ancestors: Parent[]): void {
  if (child.type === 'table') settleTable(child);
  else if (child.type === 'html') settleHtml(child);
  else if (child.type === 'blockquote' || child.type === 'list' || child.type === 'listItem')
    settleBlocks(child, ancestors);
  else if (child.type === 'footnoteDefinition') settleBlocks(child, []);
}

/** In a list or quote, a line that stands left of the text belongs to the list or quote as a whole. */
function ownerByColumn(line: Line, parent: Parent, ancestors: Parent[]): RootContent | undefined {
  const first = parent.children[0];
  if ((first?.position?.start.column ?? 0) <= line.column) return undefined;
  const containers = [...ancestors, parent].filter((node) => node.type !== 'root') as RootContent[];
  return containers.find((node) => (node.position?.start.column ?? 0) >= line.column);
}

function splitAtLines(paragraph: Paragraph): (Paragraph | Line)[] {
  const parts: (Paragraph | Line)[] = [];
  const { children } = paragraph;
  let start = 0;
  for (let index = 0; index < children.length; index++) {
    const end = endOfRun(children, index);
    if (end === index || !startsLine(children[index - 1]) || !endsLine(children[end])) {
      index = Math.max(end - 1, index);
      continue;
    }
    addParagraph(parts, paragraph, start, index);
    parts.push(lineOf(children.slice(index, end)));
    start = end;
    index = end - 1;
  }
  if (start === 0) return [paragraph];
  addParagraph(parts, paragraph, start, children.length);
  return parts;
}

/** Index behind the attribute lists, and the blanks between them, that start at `index`. */
function endOfRun(children: PhrasingContent[], index: number): number {
  let end = index;
  for (let at = index; at < children.length; at++) {
    const child = children[at];
    if (child?.type === 'attributeList') end = at + 1;
    else if (at === index || child?.type !== 'text' || !/^[ \t]*$/.test(child.value)) break;
  }
  return end;
}

function startsLine(before: PhrasingContent | undefined): boolean {
  return !before || before.type === 'break' || (before.type === 'text' && /\n[ \t]*$/.test(before.value));
}

function endsLine(after: PhrasingContent | undefined): boolean {
  return !after || after.type === 'break' || (after.type === 'text' && /^[ \t]*\n/.test(after.value));
}

function lineOf(run: PhrasingContent[]): Line {
  const lists = run.filter((child): child is AttributeList => child.type === 'attributeList');
  const start = lists[0]?.position?.start;
  return {
    attributes: lists.map((list) => list.attributes),
    line: start?.line ?? 1,
    column: start?.column ?? 1,
  };
}

/** The part of a paragraph between two lines of attribute lists, without the line breaks at its ends. */
function addParagraph(parts: (Paragraph | Line)[], paragraph: Paragraph, from: number, to: number): void {
  const children = paragraph.children.slice(from, to);
  const [first] = children;
  if (first?.type === 'break') children.shift();
  if (first?.type === 'text' && from > 0) children[0] = trimmed(first, /^[ \t]*\n[ \t]*/);
  const last = children.at(-1);
  if (last?.type === 'break') children.pop();
  if (last?.type === 'text' && to < paragraph.children.length)
    children[children.length - 1] = trimmed(children.at(-1) as Text, /[ \t]*\n[ \t]*$/);
  if (!children.some((child) => child.type !== 'text' || child.value !== '')) return;
  parts.push({ ...paragraph, children, ...placeOf(paragraph, children, from, to) });
}

function trimmed(text: Text, end: RegExp): Text {
  return { ...text, value: text.value.replace(end, '') };
}

function placeOf(paragraph: Paragraph, children: PhrasingContent[], from: number, to: number) {
  const { position } = paragraph;
  const next = paragraph.children[to]?.position?.start.line;
  const start = children[0]?.position?.start;
  if (!position || !start) return {};
  const end = next === undefined ? position.end : { ...position.end, line: next - 1 };
  return {
    position: {
      start: from === 0 ? position.start : { ...start, line: start.line + (start.column > 1 ? 1 : 0) },
      end,
    },
  };
}

/** GFM takes the line below a table for its last row. */
function settleTable(table: Extract<RootContent, { type: 'table' }>): void {
  const [cell, ...others] = table.children.at(-1)?.children ?? [];
  const isLine =
    cell?.children.length &&
    cell.children.every((child) => child.type === 'attributeList') &&
    others.every((other) => other.children.length === 0);
  if (!cell || !isLine || table.children.length < 2) return;
  table.children.pop();
  for (const child of cell.children) if (child.type === 'attributeList') give(table, child.attributes);
}

/** A block of HTML swallows the lines below it, up to a blank one; its elements take no attribute lists. */
function settleHtml(html: Extract<RootContent, { type: 'html' }>): void {
  if (/<pre\b/i.test(html.value)) return;
  html.value = html.value.replace(/^[ \t]*\{:([^{}\n]*)\}[ \t]*$/gm, (line, content: string) =>
    readAttributes(content) ? '' : line,
  );
}

/** An attribute list in a line belongs to the element before it. */
function settleInline(node: Parent): void {
  const kept: RootContent[] = [];
  for (const child of node.children) {
    if (child.type !== 'attributeList') {
      kept.push(child);
      if ('children' in child) settleInline(child);
      continue;
    }
    const before = kept.at(-1);
    const isBlank = before?.type === 'text' && /^[ \t]*$/.test(before.value);
    const owner = isBlank ? kept.at(-2) : before;
    if (owner && owner.type !== 'text') give(owner, child.attributes);
    else if (owner && node.type === 'heading') give(node as Nodes, child.attributes);
  }
  node.children = kept;
}

function give(node: Nodes, { id, classes, values }: Attributes): void {
  const properties = (node.data ??= {}).hProperties ?? {};
  for (const [name, value] of Object.entries(values)) properties[propertyOf(name)] = value;
  if (id !== undefined) properties.id = id;
  if (classes.length > 0) properties.className = [...classesOf(node), ...classes];
  node.data.hProperties = properties;
}

/** `data-port` is `dataPort` in the HTML tree. */
function propertyOf(name: string): string {
  return name.toLowerCase().replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
