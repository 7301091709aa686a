// Takes fences out of the lists and quotes around them, which are cut in two there.
import type { Blockquote, Code, List, ListItem, RootContent } from 'mdast';
import type { Description } from './syntax/definition';
import type { MarkdownElement } from './syntax/html';
import type { DefinitionList } from './tree/definitions';
import { isFence } from './fence';

export type Part = { fence: Code } | { prose: RootContent };

type Container = Blockquote | List | ListItem | DefinitionList | Description | MarkdownElement;

const containers = new Set([
  'blockquote',
  'list',
  'listItem',
  'definitionList',
  'description',
  'markdownElement',
]);

/** Class of what goes on behind a fence: a list item that has no bullet of its own. */
const continued = 'continued';

export function partsOf(node: RootContent): Part[] {
  if (isFence(node)) return [{ fence: node }];
  return isContainer(node) && holdsFence(node) ? partsOfContainer(node) : [{ prose: node }];
}

export function holdsFence(node: RootContent): boolean {
  return isFence(node) || (isContainer(node) && (node.children as RootContent[]).some(holdsFence));
}

function isContainer(node: RootContent): node is Container {
  return containers.has(node.type);
}

function partsOfContainer(container: Container): Part[] {
  const parts: Part[] = [];
  let group: RootContent[] = [];
  let groups = 0;
  const flush = () => {
    if (group.length === 0) return;
    parts.push({ prose: copyOf(container, group, groups) });
    groups += 1;
    group = [];
  };
  for (const child of container.children as RootContent[]) {
    for (const part of partsOf(child)) {
      if ('prose' in part) group.push(part.prose);
      else {
        flush();
        parts.push(part);
      }
    }
  }
  flush();
  return parts;
}

function copyOf(container: Container, children: RootContent[], groups: number): RootContent {
  const start = children[0]?.position?.start;
  const end = children.at(-1)?.position?.end;
  const position = start && end ? { position: { start, end } } : {};
  const copy = { ...container, ...position, children } as Container;
  if (copy.type === 'listItem' && groups > 0) {
    copy.data = { hProperties: { className: [continued] } };
    delete copy.checked;
    copy.children = copy.children.map((child, index) =>
      index === 0 && child.type === 'paragraph' && isTight(container)
        ? { ...child, data: { ...child.data, isTight: true } }
        : child,
    );
  }
  if (copy.type === 'list' && copy.ordered && container.type === 'list')
    copy.start = numberOf(container, copy);
  return copy;
}

function isTight(container: Container): boolean {
  return (container.children as RootContent[]).some(
    (child) => child.type === 'paragraph' && child.data?.isTight,
  );
}

/** Number of the first item of a copy, so that an ordered list counts on behind a fence. */
function numberOf(list: List, copy: List): number {
  const first = copy.children[0]?.position?.start.line ?? 0;
  const index = list.children.findIndex((item) => first <= (item.position?.end.line ?? 0));
  return (list.start ?? 1) + Math.max(index, 0);
}
