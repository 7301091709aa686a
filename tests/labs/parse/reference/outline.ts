// HTML as lines to compare: one for each element and text, indented by depth; white space folded outside of code.
import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import rehypeRaw from 'rehype-raw';
import { unified } from 'unified';

const parser = unified().use(rehypeRaw).freeze();

export function treeOf(html: string): Root {
  return parser.runSync({ type: 'root', children: [{ type: 'raw', value: html }] });
}

export function outlineOf(tree: Root): string[] {
  return linesOf(mergeTexts(tree.children), 0, false);
}

/** Where the two first part, for a person to read. */
export function differenceOf(ours: string[], theirs: string[]): string | undefined {
  const at = Math.max(...[ours, theirs].map((lines) => lines.length));
  for (let index = 0; index < at; index++) {
    if (ours[index] === theirs[index]) continue;
    const around = (lines: string[]) => lines.slice(Math.max(index - 3, 0), index + 4).join('\n');
    return `ours:\n${around(ours)}\nreference:\n${around(theirs)}`;
  }
  return undefined;
}

function linesOf(nodes: (RootContent | ElementContent)[], depth: number, verbatim: boolean): string[] {
  const indent = '  '.repeat(depth);
  return nodes.flatMap((node) => {
    if (node.type === 'text') {
      const text = verbatim ? node.value.replace(/\n$/, '') : node.value.replace(/[ \t\r\n]+/g, ' ').trim();
      return text === '' ? [] : [`${indent}${JSON.stringify(text)}`];
    }
    if (node.type !== 'element') return [];
    const isCode = verbatim || node.tagName === 'pre';
    return [indent + tagOf(node), ...linesOf(mergeTexts(node.children), depth + 1, isCode)];
  });
}

function tagOf({ tagName, properties }: Element): string {
  const attributes = Object.entries(properties)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort().join(' ') : String(value)])
    .filter(([, value]) => value !== '')
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return [tagName, ...attributes.map(([name, value]) => `${name ?? ''}=${value ?? ''}`)].join(' ');
}

/** Texts that touch are one, comments between them aside. */
function mergeTexts<Node extends Nodes>(nodes: Node[]): Node[] {
  const merged: Node[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.type === 'comment') continue;
    if (last?.type === 'text' && node.type === 'text')
      merged[merged.length - 1] = { ...last, value: last.value + node.value };
    else merged.push(node);
  }
  return merged;
}
