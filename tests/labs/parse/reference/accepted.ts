// The differences between the guide and Jekyll's page that are meant, each with its reason: all others fail the test.
import type { Element, ElementContent, Parents, Root, RootContent } from 'hast';
import { toString } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';

interface Accepted {
  name: string;
  reason: string;
  /** Changes a tree, ours or the reference's, so that the difference does not show. */
  apply(tree: Root): void;
}

type Child = RootContent | ElementContent;

export const accepted: Accepted[] = [
  {
    name: 'heading text',
    reason:
      'A heading of the post is a step, which has a plain title and an id without accents; an attribute list in its line counts, which kramdown shows.',
    apply(tree) {
      for (const node of tree.children) {
        if (node.type !== 'element' || !/^h[1-6]$/.test(node.tagName)) continue;
        node.properties = {};
        node.children = [
          {
            type: 'text',
            value: toString(node)
              .replace(/\{:[^}]*\}/, '')
              .trim(),
          },
        ];
      }
    },
  },
  {
    name: 'ids',
    reason:
      'Ids of a post are prefixed, so that none is taken for one of the window; of a heading in a quote, none.',
    apply(tree) {
      visit(tree, 'element', (element) => {
        const { id } = element.properties;
        if (typeof id === 'string') element.properties.id = id.replace(/^user-content-/, '');
        if (/^h[1-6]$/.test(element.tagName)) delete element.properties.id;
      });
    },
  },
  {
    name: 'footnotes by block',
    reason: 'The guide shows one step at a time: a note stands below the block that it belongs to.',
    apply: inlineFootnotes,
  },
  {
    name: 'fences by themselves',
    reason:
      'A fence in a list or quote is a block of its own in the guide, to be run; the list is cut in two there.',
    apply(tree) {
      tree.children = tree.children.flatMap((node) => cut(node as ElementContent));
      visit(tree, 'element', (item) => {
        const at = item.children.findIndex((child) => child.type === 'element' && child.tagName === 'p');
        const first = item.children[at];
        if (isItem(item) && isContinued(item) && first?.type === 'element' && at <= 1)
          item.children.splice(at, 1, ...first.children);
      });
    },
  },
  {
    name: 'fence languages',
    reason:
      'The classes of a fence say its terminal or language; other classes of it mean nothing to the guide.',
    apply(tree) {
      visit(tree, 'element', (pre) => {
        if (!('dataFenced' in pre.properties)) return;
        const classes = JSON.stringify([pre, ...pre.children]);
        const terminal = /\.?\bterm(\d)/.exec(classes)?.[1];
        const language = /"language-([^".]+)"/.exec(classes)?.[1];
        const code = toString(pre).replace(/\n$/, '');
        pre.properties = { is: terminal === undefined ? (language ?? '') : `terminal ${terminal}` };
        pre.children = [{ type: 'text', value: code }];
      });
    },
  },
  {
    name: 'quizzes',
    reason: 'A quiz is answered in the guide; classroom posts turn it into one with a script of their site.',
    apply: foldQuizzes,
  },
  {
    name: 'table of contents',
    reason: 'It links to the steps by their ids.',
    apply(tree) {
      visit(tree, 'element', (list) => {
        if (list.properties.id !== 'markdown-toc') return undefined;
        visit(list, 'element', (element) => {
          delete element.properties.id;
          if (element.tagName === 'a') element.properties.href = '#';
        });
        list.properties.id = 'markdown-toc';
        return SKIP;
      });
    },
  },
  {
    name: 'task lists',
    reason: 'Their boxes have other classes on GitHub than in kramdown; they look the same.',
    apply(tree) {
      visit(tree, 'element', (element) => {
        const isTask = /task-list/.test(JSON.stringify(element.properties.className ?? []));
        if (isTask) delete element.properties.className;
        if (element.tagName === 'input') element.properties = { checked: element.properties.checked };
        if (element.tagName === 'input' && element.properties.checked !== true) element.properties = {};
      });
    },
  },
  {
    name: 'formulas',
    reason:
      'A formula by itself stands in a paragraph, so that it keeps its distance from the text around it.',
    apply(tree) {
      visit(tree, 'element', (element, index, parent) => {
        if (element.tagName !== 'p' || !parent || index === undefined) return;
        if (toString(element).startsWith('\\[')) parent.children.splice(index, 1, ...element.children);
      });
    },
  },
  {
    name: 'bare addresses',
    reason: 'An address in the text is a link, as on GitHub: a learner wants to follow it.',
    apply(tree) {
      visit(tree, 'element', (element, index, parent) => {
        const isBare = element.tagName === 'a' && element.properties.href === toString(element);
        if (isBare && parent && index !== undefined) parent.children.splice(index, 1, ...element.children);
      });
    },
  },
  {
    name: 'strong emphasis',
    reason: 'Three stars nest the other way round in CommonMark; it looks the same.',
    apply(tree) {
      visit(tree, 'element', (element) => {
        const [only] = element.children;
        if (element.tagName !== 'em' || only?.type !== 'element' || element.children.length > 1) return;
        if (only.tagName === 'strong') [element.tagName, only.tagName] = ['strong', 'em'];
      });
    },
  },
  {
    name: 'ordered lists',
    reason:
      'A list begins at the number that its author wrote: fences between its items do not start it anew.',
    apply(tree) {
      visit(tree, 'element', (element) => {
        if (element.tagName === 'ol') delete element.properties.start;
      });
    },
  },
  {
    name: 'alignment',
    reason: 'kramdown writes it as a style, which is not let through; ours is the attribute align.',
    apply(tree) {
      visit(tree, 'element', (element) => {
        const align = /text-align: (\w+)/.exec(JSON.stringify(element.properties.style ?? ''))?.[1];
        if (align === undefined) return;
        delete element.properties.style;
        element.properties.align = align;
      });
    },
  },
];

/** Each reference becomes its note's content; the sections of notes go. */
function inlineFootnotes(tree: Root): void {
  const notes = new Map<string, Element>();
  visit(tree, 'element', (element) => {
    const { id } = element.properties;
    if (element.tagName !== 'li' || !/fn[:-]/.test(String(id))) return;
    withoutBacklinks(element);
    // A note in a note.
    visit(element, 'element', (sup) => {
      if (sup.tagName !== 'sup' || !/fn[:-]/.test(JSON.stringify(sup.children))) return;
      sup.tagName = 'note';
      sup.properties = {};
      sup.children = [];
    });
    notes.set(String(id).replace(/^user-content-/, ''), element);
  });
  visit(tree, 'element', (element, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const { className, dataFootnotes } = element.properties;
    if (dataFootnotes !== undefined || (Array.isArray(className) && className.includes('footnotes'))) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    const link = element.tagName === 'sup' ? element.children[0] : undefined;
    if (link?.type !== 'element' || !/^#.*fn[:-]/.test(String(link.properties.href))) return undefined;
    const note = notes.get(String(link.properties.href).replace(/^#(user-content-)?/, ''));
    const label = note ? structuredClone(note.children) : [];
    parent.children[index] = { type: 'element', tagName: 'note', properties: {}, children: label };
    return SKIP;
  });
}

function withoutBacklinks(note: Element): void {
  visit(note, 'element', (element, index, parent) => {
    const isBack = /reversefootnote|data-footnote-backref/.test(
      JSON.stringify(element.properties.className ?? []),
    );
    if (!isBack || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  note.children = note.children.filter((child) => child.type !== 'element' || toString(child).trim() !== '');
}

const containers = new Set(['ul', 'ol', 'li', 'blockquote', 'dl', 'dd', 'div', 'details', 'section']);

function isFence(node: Child): boolean {
  return node.type === 'element' && 'dataFenced' in node.properties;
}

function holdsFence(node: Child): boolean {
  if (isFence(node)) return true;
  return node.type === 'element' && containers.has(node.tagName) && node.children.some(holdsFence);
}

function cut(node: ElementContent): ElementContent[] {
  if (node.type !== 'element' || isFence(node) || !holdsFence(node)) return [node];
  const parts: ElementContent[] = [];
  let group: ElementContent[] = [];
  let groups = 0;
  let counted = 0;
  const flush = () => {
    if (group.every((child) => child.type !== 'element' && toString(child).trim() === '')) return;
    const properties = { ...node.properties };
    if (node.tagName === 'li' && groups > 0) properties.className = ['continued'];
    const before = counted;
    counted += group.filter((child) => isItem(child) && !isContinued(child)).length;
    const first = group.find(isItem);
    const start = Number(node.properties.start ?? 1) + before - (first && isContinued(first) ? 1 : 0);
    if (node.tagName === 'ol' && start !== 1) properties.start = start;
    parts.push({ ...node, properties, children: group });
    groups += 1;
    group = [];
  };
  for (const part of node.children.flatMap(cut)) {
    if (!isFence(part)) group.push(part);
    else {
      flush();
      parts.push(part);
      group = [];
    }
  }
  flush();
  return parts;
}

function isItem(node: Child): node is Element {
  return node.type === 'element' && node.tagName === 'li';
}

function isContinued(item: Element): boolean {
  return Array.isArray(item.properties.className) && item.properties.className.includes('continued');
}

/** A question with the choices or the answer below it is one paragraph of class quiz, without marks. */
function foldQuizzes(tree: Parents): void {
  const kept: Child[] = [];
  for (const node of tree.children) {
    const last = kept.findLast((each) => each.type === 'element');
    const isAnswer = node.type === 'element' && (node.tagName === 'ul' || node.tagName === 'blockquote');
    if (isAnswer && last?.type === 'element' && String(last.properties.className) === 'quiz') {
      const text = [last, ...node.children].map((each) =>
        toString(each)
          .replace(/\(\s*x?\s*\)/g, '')
          .trim(),
      );
      last.children = [{ type: 'text', value: text.filter(Boolean).join(' ') }];
    } else kept.push(node);
  }
  tree.children = kept;
}
