// Definition lists: each run of `: …` belongs to the lines of the paragraph above it, its terms.
import type { Paragraph, Parent, PhrasingContent, RootContent } from 'mdast';
import type { Description } from '../syntax/definition';

export interface DefinitionList extends Parent {
  type: 'definitionList';
}

interface Term extends Parent {
  type: 'term';
}

declare module 'mdast' {
  interface RootContentMap {
    definitionList: DefinitionList;
    term: Term;
  }
  interface ParagraphData {
    /** Whether its text stands without a paragraph of its own. */
    isTight?: boolean;
  }
}

/** `lines` are the text's, from the first. */
export function groupDefinitions(parent: Parent, lines: string[]): void {
  const grouped: RootContent[] = [];
  for (const child of parent.children) {
    if ('children' in child) groupDefinitions(child, lines);
    if (child.type === 'description') add(grouped, child, lines);
    else grouped.push(child);
  }
  parent.children = grouped;
}

function add(grouped: RootContent[], description: Description, lines: string[]): void {
  const above = grouped.at(-1);
  if (above?.type === 'paragraph') {
    grouped.pop();
    const list = listAbove(grouped) ?? newList(grouped, above);
    list.children.push(...termsOf(above));
    push(list, description, lines);
  } else if (above?.type === 'definitionList') push(above, description, lines);
  else grouped.push(...plain(description));
}

function push(list: DefinitionList, description: Description, lines: string[]): void {
  const [first] = description.children;
  const line = description.position?.start.line ?? 1;
  const isLoose = /^[\s>]*$/.test(lines[line - 2] ?? '');
  if (first?.type === 'paragraph' && !isLoose) first.data = { ...first.data, isTight: true };
  list.children.push(description);
  if (list.position && description.position) list.position.end = description.position.end;
}

function listAbove(grouped: RootContent[]): DefinitionList | undefined {
  const above = grouped.at(-1);
  return above?.type === 'definitionList' ? above : undefined;
}

function newList(grouped: RootContent[], terms: Paragraph): DefinitionList {
  const position = terms.position && { position: { ...terms.position } };
  const list: DefinitionList = { type: 'definitionList', children: [], ...position };
  grouped.push(list);
  return list;
}

/** One for each line of the paragraph. */
function termsOf(paragraph: Paragraph): Term[] {
  const terms: PhrasingContent[][] = [[]];
  for (const child of paragraph.children) {
    if (child.type === 'break') terms.push([]);
    else if (child.type !== 'text') terms.at(-1)?.push(child);
    else {
      const [first = '', ...others] = child.value.split('\n');
      terms.at(-1)?.push({ ...child, value: first });
      for (const value of others) terms.push([{ ...child, value: value.trimStart() }]);
    }
  }
  const place = paragraph.position && { position: paragraph.position };
  return terms.map((children) => ({ type: 'term', children, ...place }));
}

/** Without a term above, a colon is a colon. */
function plain({ children, position }: Description): RootContent[] {
  const colon = { type: 'text' as const, value: ': ' };
  const [first, ...others] = children;
  if (first?.type === 'paragraph') return [{ ...first, children: [colon, ...first.children] }, ...others];
  return [{ type: 'paragraph', children: [colon], ...(position ? { position } : {}) }, ...children];
}
