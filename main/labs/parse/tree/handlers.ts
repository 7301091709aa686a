// How the nodes that kramdown adds become HTML.
import type { Element, ElementContent } from 'hast';
import type { ListItem, Nodes, Parents } from 'mdast';
import type { Options } from 'remark-rehype';
import { visit } from 'unist-util-visit';
import type { MarkdownElement } from '../syntax/html';
import type { Description } from '../syntax/definition';
import type { TablePart } from '../syntax/table';
import type { DefinitionList } from './definitions';

type State = Parameters<NonNullable<NonNullable<Options['handlers']>['link']>>[0];

const lineBreak = { type: 'text', value: '\n' } as const;

/** For remark-rehype. */
export const handlers = {
  listItem(state: State, item: ListItem): Element {
    const isTask = typeof item.checked === 'boolean';
    const properties = isTask ? { className: ['task-list-item'] } : {};
    const children = flowOf(state, item);
    if (isTask) addBox(children, item.checked === true);
    return elementOf(state, item, 'li', children, properties);
  },
  definitionList(state: State, list: DefinitionList): Element {
    return elementOf(state, list, 'dl', state.wrap(state.all(asParent(list)), true));
  },
  term(state: State, term: Nodes): Element {
    return elementOf(state, term, 'dt', state.all(asParent(term)));
  },
  description(state: State, description: Description): Element {
    return elementOf(state, description, 'dd', flowOf(state, description));
  },
  tablePart(state: State, part: TablePart): Element {
    const isCell = part.tag === 'td' || part.tag === 'th';
    const properties = part.align ? { align: part.align } : {};
    if (part.tag === 'table') fillRows(part);
    const content = state.all(asParent(part));
    return elementOf(state, part, part.tag, isCell ? content : state.wrap(content, true), properties);
  },
  markdownElement(state: State, element: MarkdownElement): ElementContent[] {
    const raw = (value: string) => ({ type: 'raw', value }) as unknown as ElementContent;
    return [raw(element.open), ...flowOf(state, element), raw(element.close)];
  },
};

/** Every row of a table has as many cells as the longest. */
function fillRows(table: TablePart): void {
  const rows: TablePart[] = [];
  visit(table, 'tablePart', (part: TablePart) => {
    if (part.tag === 'tr') rows.push(part);
  });
  const longest = rows.reduce((one, other) => (other.children.length > one.children.length ? other : one));
  for (const row of rows) {
    const tag = row.children[0]?.type === 'tablePart' ? row.children[0].tag : 'td';
    for (const cell of longest.children.slice(row.children.length))
      row.children.push({ ...(cell as TablePart), tag, children: [] });
  }
}

/** Blocks, each on its line; texts without a paragraph stand as they are. */
function flowOf(state: State, parent: Nodes & { children: Nodes[] }): ElementContent[] {
  const content: ElementContent[] = [];
  for (const [index, child] of parent.children.entries()) {
    if (child.type === 'paragraph' && child.data?.isTight) {
      if (index > 0) content.push(lineBreak);
      content.push(...state.all(child));
    } else {
      const made = state.one(child, asParent(parent));
      if (made === undefined) continue;
      content.push(lineBreak, ...(Array.isArray(made) ? made : [made]));
      if (index === parent.children.length - 1) content.push(lineBreak);
    }
  }
  return content;
}

/** Inside of the first paragraph, where there is one. */
function addBox(content: ElementContent[], checked: boolean): void {
  const box: Element = {
    type: 'element',
    tagName: 'input',
    properties: { type: 'checkbox', checked, disabled: true },
    children: [],
  };
  const first = content.find((node) => node.type !== 'text' || node.value !== '\n');
  const isParagraph = first?.type === 'element' && first.tagName === 'p';
  (isParagraph ? first.children : content).unshift(box, { type: 'text', value: ' ' });
}

function elementOf(
  state: State,
  node: Nodes,
  tagName: string,
  children: ElementContent[],
  properties: Element['properties'] = {},
): Element {
  const element: Element = { type: 'element', tagName, properties, children };
  state.patch(node, element);
  return state.applyData<Element>(node, element);
}

/** The library knows the parents of plain Markdown only. */
function asParent(node: Nodes): Parents {
  return node as Parents;
}
