// Which texts of list items are paragraphs: kramdown tells it by item, and takes lists with other bullets for one.
import type { List, Parent, RootContent } from 'mdast';

/** `lines` are the text's, from the first. */
export function settleLists(parent: Parent, lines: string[]): void {
  const merged: RootContent[] = [];
  for (const child of parent.children) {
    const last = merged.at(-1);
    if (child.type === 'endOfBlock') continue;
    if (child.type === 'list' && last?.type === 'list' && isSame(last, child, parent)) {
      last.children.push(...child.children);
      if (last.position && child.position) last.position.end = child.position.end;
    } else merged.push(child);
  }
  parent.children = merged;
  for (const child of merged) {
    if (child.type === 'list') tighten(child, lines);
    if ('children' in child) settleLists(child, lines);
  }
}

/** Of one kind, with nothing between them. */
function isSame(one: List, other: List, parent: Parent): boolean {
  const index = parent.children.indexOf(other);
  return one.ordered === other.ordered && parent.children[index - 1]?.type === 'list' && !one.data?.isEnded;
}

declare module 'mdast' {
  interface ListData {
    /** Whether a line of attributes ends it. */
    isEnded?: boolean;
    /** Whether it stands for the table of contents. */
    isToc?: boolean;
  }
}

function tighten({ children }: List, lines: string[]): void {
  let isAnyTight = false;
  for (const [index, item] of children.entries()) {
    const [first, second] = item.children;
    const isLast = index === children.length - 1;
    if (first?.type !== 'paragraph') {
      isAnyTight = true;
      continue;
    }
    const below = lines[first.position?.end.line ?? 0];
    const isAbove = (second !== undefined || !isLast) && below !== undefined && /^[\s>]*$/.test(below);
    if (isAbove || (isLast && children.length > 1 && !isAnyTight)) continue;
    isAnyTight = true;
    first.data = { ...first.data, isTight: true };
  }
}
