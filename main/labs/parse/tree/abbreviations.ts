// Abbreviations: wherever `*[HTTP]: …` defines one, its text is marked with what it stands for.
import type { Emphasis, Parent, RootContent, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Abbreviation } from '../syntax/lines';

/** Abbreviations of one post; what is defined beyond is no abbreviation. */
const abbreviationLimit = 200;

export function markAbbreviations(root: Parent): void {
  const meanings = new Map<string, string>();
  visit(root, 'abbreviation', ({ short, long }: Abbreviation) => {
    if (meanings.size < abbreviationLimit) meanings.set(short, long);
  });
  if (meanings.size === 0) return;
  const longestFirst = [...meanings.keys()].sort((one, other) => other.length - one.length);
  const words = longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  markIn(root, new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words})(?![\\p{L}\\p{N}_])`, 'gu'), meanings);
}

function markIn(parent: Parent, pattern: RegExp, meanings: Map<string, string>): void {
  parent.children = parent.children.flatMap((child): RootContent[] => {
    if (child.type === 'abbreviation') return [];
    if (child.type === 'text') return marked(child, pattern, meanings);
    if ('children' in child) markIn(child, pattern, meanings);
    return [child];
  });
}

function marked(text: Text, pattern: RegExp, meanings: Map<string, string>): RootContent[] {
  const parts: RootContent[] = [];
  let end = 0;
  for (const found of text.value.matchAll(pattern)) {
    if (found.index > end) parts.push({ ...text, value: text.value.slice(end, found.index) });
    end = found.index + found[0].length;
    parts.push(abbreviationOf(found[0], meanings.get(found[0]) ?? ''));
  }
  if (end === 0) return [text];
  if (end < text.value.length) parts.push({ ...text, value: text.value.slice(end) });
  return parts;
}

function abbreviationOf(value: string, meaning: string): Emphasis {
  const hProperties = meaning === '' ? {} : { title: meaning };
  return {
    type: 'emphasis',
    data: { hName: 'abbr', hProperties },
    children: [{ type: 'text', value }],
  };
}
