// Cuts a post into steps at its headings, each with an id of its own.
import { slug } from 'github-slugger';
import type { Heading, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Step } from '../lab';
import { blocksOf } from './blocks';
import { lineOfNode, type Post } from './post';
import { isToc, tocOf } from './tree/toc';

/** Title of a section; undefined before the first heading. */
interface Section {
  heading: Heading | undefined;
  nodes: RootContent[];
}

export function stepsOf(root: Root, labTitle: string, post: Post): Step[] {
  const taken = new Map<string, number>();
  const sections = sectionsOf(root).filter(
    ({ heading, nodes }) => heading !== undefined || nodes.some(isShown),
  );
  const named = sections.map((section) => {
    const { title, id } = section.heading ? namesOf(section.heading) : { title: labTitle, id: undefined };
    return { ...section, title, id: unique(id ?? slugOf(title), taken) };
  });
  const entries = named.flatMap(({ heading, id, title }) => (heading ? [{ heading, id, title }] : []));
  return named.flatMap(({ heading, nodes, id, title }) => {
    const blocks = blocksOf(
      nodes.map((node) => (isToc(node) ? tocOf(node, entries) : node)),
      post,
    );
    if (!heading && blocks.length === 0) return [];
    const line = heading ? lineOfNode(heading, post) : (blocks[0]?.line ?? 1);
    return [{ id, title, level: heading?.depth ?? 1, line, blocks }];
  });
}

/** Whether there is more to it than comments. */
function isShown(node: RootContent): boolean {
  return node.type !== 'html' || node.value.replace(/<!--[^]*?-->/g, '').trim() !== '';
}

/** Title of the first heading. */
export function firstTitle(root: Root): string | undefined {
  const heading = root.children.find((node) => node.type === 'heading');
  return heading && (namesOf(heading).title || undefined);
}

function sectionsOf(root: Root): Section[] {
  const sections: Section[] = [{ heading: undefined, nodes: [] }];
  for (const node of root.children) {
    if (node.type === 'heading') sections.push({ heading: node, nodes: [] });
    else if (node.type !== 'definition' && node.type !== 'footnoteDefinition')
      sections.at(-1)?.nodes.push(node);
  }
  return sections;
}

/** kramdown's `## Title {#id}` and `{: #id}` name a heading. */
function namesOf(heading: Heading): { title: string; id: string | undefined } {
  const text = toString(heading).trim();
  const [mark, named] = /\s*\{#([\w:.-]+)\}$/.exec(text) ?? [];
  const given = heading.data?.hProperties?.id;
  return {
    title: mark === undefined ? text : text.slice(0, -mark.length),
    id: named ?? (typeof given === 'string' ? given : undefined),
  };
}

function slugOf(title: string): string {
  return slug(title.normalize('NFD').replace(/\p{M}/gu, '')) || 'step';
}

/** `taken` has how often each id was asked for, so that a thousand equal titles take no million looks. */
function unique(id: string, taken: Map<string, number>): string {
  let count = taken.get(id) ?? 0;
  let free = count === 0 ? id : `${id}-${count}`;
  while (taken.has(free)) free = `${id}-${++count}`;
  taken.set(id, count + 1);
  taken.set(free, taken.get(free) ?? 1);
  return free;
}
