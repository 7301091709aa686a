// Elements with Markdown in them: `<div markdown="1">` … `</div>`, each tag on a line of its own, around their content.
import type { Parent, RootContent } from 'mdast';
import type { MarkdownElement, MarkdownTag } from '../syntax/html';

/** Reads a text as Markdown. */
export type ReadMarkdown = (text: string) => RootContent[];

/** Elements whose content is text, not blocks, where nothing else is said. */
const textElements = /^<(?:p|h[1-6]|dt|address|summary)\b/i;

export function groupElements(parent: Parent, read: ReadMarkdown): void {
  const open: { element: MarkdownElement; name: string; before: RootContent[] }[] = [];
  let group: RootContent[] = [];
  for (const child of parent.children) {
    if ('children' in child) groupElements(child, read);
    if (child.type !== 'markdownTag') group.push(child);
    else if (child.value.startsWith('</')) {
      const name = nameOf(child);
      if (open.at(-1)?.name === name) group = closed(open, group);
      else group.push(rawOf(child));
    } else {
      const element = elementOf(child, read);
      if (isWhole(child)) group.push(element);
      else {
        open.push({ element, name: nameOf(child), before: group });
        group = [];
      }
    }
  }
  while (open.length > 0) group = closed(open, group);
  parent.children = group;
}

function closed(
  open: { element: MarkdownElement; before: RootContent[] }[],
  content: RootContent[],
): RootContent[] {
  const last = open.pop();
  if (!last) return content;
  const all = [...last.element.children, ...content];
  last.element.children = isText(last.element) ? all.map(tight) : all;
  return [...last.before, last.element];
}

function elementOf(tag: MarkdownTag, read: ReadMarkdown): MarkdownElement {
  const end = tag.value.indexOf('>') + 1;
  const name = nameOf(tag);
  const open = tag.value.slice(0, end);
  const rest = tag.value.slice(end).replace(new RegExp(`</${name}>\\s*$`, 'i'), '');
  const element: MarkdownElement = {
    type: 'markdownElement',
    open,
    close: `</${name}>`,
    children: rest.trim() === '' ? [] : moved(read(rest.trim()), tag),
    ...(tag.position ? { position: tag.position } : {}),
  };
  if (isText(element)) element.children = element.children.map(tight);
  element.open = open.replace(/\smarkdown="?\w+"?/i, '');
  return element;
}

function isWhole(tag: MarkdownTag): boolean {
  return new RegExp(`</${nameOf(tag)}>\\s*$`, 'i').test(tag.value);
}

function isText({ open }: MarkdownElement): boolean {
  return /markdown="?span/i.test(open) || textElements.test(open);
}

function tight(node: RootContent): RootContent {
  return node.type === 'paragraph' ? { ...node, data: { ...node.data, isTight: true } } : node;
}

function nameOf(tag: MarkdownTag): string {
  return /^<\/?([\w-]+)/.exec(tag.value)?.[1]?.toLowerCase() ?? '';
}

function rawOf(tag: MarkdownTag): RootContent {
  return { type: 'html', value: tag.value, ...(tag.position ? { position: tag.position } : {}) };
}

/** What was read by itself stands where its tag does. */
function moved(nodes: RootContent[], tag: MarkdownTag): RootContent[] {
  for (const node of nodes) {
    if (tag.position) node.position = tag.position;
    if ('children' in node) moved(node.children, tag);
  }
  return nodes;
}
