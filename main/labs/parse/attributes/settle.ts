// Hands kramdown's attribute lists to the elements they belong to, and takes them out of the tree.
import type { Html, Nodes, Parent, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import type { AttributeLine } from '../syntax/lines';
import { readAttributes, readLine, type AttributeText } from './read';

/** What the names of attribute lists stand for: `{:name: .class}`. */
type Definitions = Map<string, AttributeText[]>;

/** After this, no attribute list is left below `root`. */
export function settleAttributes(root: Parent): void {
  const definitions = definitionsOf(root);
  settleBlocks(root, definitions);
  settleInline(root, definitions);
}

/** Names of the classes that a node was given. */
export function classesOf(node: Nodes): string[] {
  const classes = node.data?.hProperties?.className;
  return Array.isArray(classes) ? classes.map(String) : [];
}

function definitionsOf(root: Parent): Definitions {
  const definitions: Definitions = new Map();
  visit(root, 'attributeLine', ({ value }: AttributeLine) => {
    for (const { name, list } of readLine(value)?.definitions ?? [])
      definitions.set(name, [...(definitions.get(name) ?? []), list]);
  });
  return definitions;
}

/** A line of attribute lists belongs to the block above it; below a blank line, to the next one. */
function settleBlocks(parent: Parent, definitions: Definitions): void {
  const settled: RootContent[] = [];
  let pending: AttributeText[] = [];
  for (const child of parent.children) {
    if (child.type === 'attributeLine') {
      const lists = readLine(child.value)?.lists ?? [];
      const above = settled.at(-1);
      const isBelow = above && (above.position?.end.line ?? 0) >= (child.position?.start.line ?? 0) - 1;
      if (isBelow && above.type !== 'endOfBlock') {
        for (const list of lists) give(above, list, definitions);
        if (above.type === 'list' && lists.length > 0) above.data = { ...above.data, isEnded: true };
        // A line below it, too, is below the block.
        if (above.position && child.position) above.position.end = child.position.end;
      } else pending.push(...lists);
      continue;
    }
    for (const list of pending) give(child, list, definitions);
    pending = [];
    settled.push(child);
    if (child.type === 'html') settleHtml(child);
    else if ('children' in child) settleBlocks(child, definitions);
  }
  parent.children = settled;
}

/** A block of HTML swallows the lines below it, up to a blank one; its elements take no attribute lists. */
function settleHtml(html: Extract<RootContent, { type: 'html' }>): void {
  if (/<pre\b/i.test(html.value)) return;
  html.value = html.value.replace(/^[ \t]*\{:([^{}\n]*)\}[ \t]*$/gm, (line, content: string) =>
    readAttributes(content) ? '' : line,
  );
}

/** An attribute list in a line belongs to the element before it; at the start of a list item, to the item. */
function settleInline(node: Parent, definitions: Definitions, item?: RootContent): void {
  const kept: RootContent[] = [];
  for (const [index, child] of node.children.entries()) {
    if (child.type !== 'attributeList') {
      kept.push(child);
      if ('children' in child) settleInline(child, definitions, itemOf(node, child, index));
      continue;
    }
    const before = kept.at(-1);
    const isBlank = before?.type === 'text' && /^[ \t]*$/.test(before.value);
    const owner = isBlank ? kept.at(-2) : before;
    if (!before && item) {
      give(item, child.attributes, definitions);
      const next = node.children[index + 1];
      if (next?.type === 'text') next.value = next.value.trimStart();
    } else if (before?.type === 'html') {
      const opening = openingOf(kept);
      if (opening) giveHtml(opening, child.attributes);
    } else if (owner && owner.type !== 'text') give(owner, child.attributes, definitions);
    else if (owner && node.type === 'heading') give(node as Nodes, child.attributes, definitions);
  }
  node.children = kept;
}

/** The list item, or description, that a paragraph begins. */
function itemOf(node: Parent, child: RootContent, index: number): RootContent | undefined {
  const container = node as Nodes;
  const isItem = container.type === 'listItem' || container.type === 'description';
  return isItem && index === 0 && child.type === 'paragraph' ? container : undefined;
}

/** The tag that an element of HTML begins with, where its end stands before an attribute list. */
function openingOf(before: RootContent[]): Html | undefined {
  const last = before.at(-1);
  if (last?.type !== 'html') return undefined;
  const name = /^<\/([\w-]+)/.exec(last.value)?.[1];
  if (name === undefined) return last;
  const opens = new RegExp(`^<${name}(?=[\\s/>])`, 'i');
  return before.findLast((node): node is Html => node.type === 'html' && opens.test(node.value));
}

function giveHtml(html: Html, { id, classes, values }: AttributeText): void {
  const all = { ...values, ...(id === undefined ? {} : { id }), class: classes.join(' ') };
  const written = Object.entries(all).map(([name, value]) => ` ${name}="${value.replace(/"/g, '&quot;')}"`);
  html.value = html.value.replace(/\s*\/?>$/, (end) => `${written.join('')}${end}`);
}

function give(node: Nodes, list: AttributeText, definitions: Definitions): void {
  for (const name of list.names) {
    if (name === 'toc' && node.type === 'list') node.data = { ...node.data, isToc: true };
    for (const { id, classes, values } of definitions.get(name) ?? [])
      give(node, { id, classes, values, names: [] }, definitions);
  }
  const properties = (node.data ??= {}).hProperties ?? {};
  for (const [name, value] of Object.entries(list.values)) properties[propertyOf(name)] = value;
  if (list.id !== undefined) properties.id = list.id;
  if (list.classes.length > 0) properties.className = [...classesOf(node), ...list.classes];
  node.data.hProperties = properties;
}

/** `data-port` is `dataPort` in the HTML tree. */
function propertyOf(name: string): string {
  return name.toLowerCase().replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
