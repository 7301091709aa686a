// The table of contents that stands for a list marked `{:toc}`: the post's headings, as links to their steps.
import type { Heading, List, ListItem, Parent, RootContent } from 'mdast';

export interface Entry {
  heading: Heading;
  id: string;
  title: string;
}

export function isToc(node: RootContent): node is List {
  return node.type === 'list' && node.data?.isToc === true;
}

/** In place of `list`; nested as the headings are, however many levels they skip. */
export function tocOf(list: List, entries: Entry[]): List {
  const top: List = { ...newList(list.ordered ?? false), data: { hProperties: { id: 'markdown-toc' } } };
  if (list.position) top.position = list.position;
  const open: { depth: number; list: List }[] = [{ depth: 0, list: top }];
  for (const entry of entries.filter(({ heading }) => !isLeftOut(heading))) {
    while (open.length > 1 && (open.at(-1)?.depth ?? 0) >= entry.heading.depth) open.pop();
    const parent = open.at(-1)?.list ?? top;
    const item = itemOf(entry);
    parent.children.push(item);
    const below = newList(list.ordered ?? false);
    item.children.push(below);
    open.push({ depth: entry.heading.depth, list: below });
  }
  dropEmpty(top);
  return top;
}

function isLeftOut(heading: Heading): boolean {
  const classes = heading.data?.hProperties?.className;
  return Array.isArray(classes) && classes.includes('no_toc');
}

function newList(ordered: boolean): List {
  return { type: 'list', ordered, children: [] };
}

function itemOf({ id, title }: Entry): ListItem {
  const link = { type: 'link' as const, url: `#${id}`, children: [{ type: 'text' as const, value: title }] };
  return {
    type: 'listItem',
    children: [{ type: 'paragraph', data: { isTight: true }, children: [link] }],
  };
}

function dropEmpty(parent: Parent): void {
  parent.children = parent.children.filter((child) => child.type !== 'list' || child.children.length > 0);
  for (const child of parent.children) if ('children' in child) dropEmpty(child);
}
