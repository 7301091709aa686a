// Turns what stands between fences into safe HTML, and finds the port links and images in it.
import type { Element, Root as HtmlRoot } from 'hast';
import type { FootnoteDefinition, RootContent } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { EXIT, visit } from 'unist-util-visit';
import type { LabImage, PortLink, ProseBlock } from '../lab';
import { imageOf } from './image';
import { lineOfNode, type Post } from './post';
import { portLinkOf } from './port-link';
import { safety } from './safety';
import { handlers } from './tree/handlers';

const writer = unified().use(rehypeStringify).freeze();
const withHtml = unified().use(rehypeRaw).freeze();
const cleaner = unified().use(rehypeSanitize, safety).freeze();

/** Undefined where nothing is left to show. */
export function proseBlock(nodes: RootContent[], post: Post): ProseBlock | undefined {
  const [first] = nodes;
  if (!first) return undefined;
  const line = lineOfNode(first, post);
  const safe = toSafeHtml(nodes, line, post);
  const portLinks: PortLink[] = [];
  const images: LabImage[] = [];
  visit(safe, 'element', (element) => {
    if (element.tagName !== 'a' && element.tagName !== 'img') return;
    const at = lineOfNode(element, post, line);
    const link = element.tagName === 'a' ? portLinkOf(element, at, post) : undefined;
    if (link) portLinks.push(link);
    if (element.tagName === 'img') images.push(imageOf(element, at, post));
  });
  const html = writer.stringify(safe).trim();
  return html === '' ? undefined : { kind: 'prose', line, html, portLinks, images };
}

function toSafeHtml(nodes: RootContent[], line: number, post: Post): HtmlRoot {
  // Footnotes are numbered anew in each block: the line keeps their ids apart.
  const options = { allowDangerousHtml: true, clobberPrefix: `l${line}-`, handlers };
  const children = [...nodes, ...footnotesOf(nodes, post)];
  const made = unified().use(remarkRehype, options).runSync({ type: 'root', children });
  // Without a file, rehype-raw gives no positions; what the file holds does not matter.
  const tree = holdsHtml(made) ? withHtml.runSync(made, '') : made;
  visit(tree, 'element', (element) => warnIfUnsafe(element, line, post));
  return cleaner.runSync(tree);
}

/** Those that a block refers to, and those that they refer to. */
function footnotesOf(nodes: RootContent[], { footnotes }: Post): FootnoteDefinition[] {
  const found = new Set<FootnoteDefinition>();
  const look = (node: RootContent) => {
    visit(node, 'footnoteReference', ({ identifier }) => {
      const footnote = footnotes.get(identifier.toUpperCase());
      if (!footnote || found.has(footnote)) return;
      found.add(footnote);
      look(footnote);
    });
  };
  if (footnotes.size > 0) nodes.forEach(look);
  return [...found];
}

/** Only HTML that an author wrote needs to be parsed. */
function holdsHtml(tree: HtmlRoot): boolean {
  let isFound = false;
  visit(tree, 'raw', () => {
    isFound = true;
    return EXIT;
  });
  return isFound;
}

function warnIfUnsafe(element: Element, line: number, post: Post): void {
  if (safety.tagNames?.includes(element.tagName)) return;
  post.warn(lineOfNode(element, post, line), 'labs:htmlRemoved', { element: element.tagName });
}
