// Turns what stands between fences into safe HTML, and finds the port links and images in it.
import type { Element, Root as HtmlRoot } from 'hast';
import type { RootContent } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { LabImage, PortLink, ProseBlock } from '../lab';
import { imageOf } from './image';
import { lineOfNode, type Post } from './post';
import { portLinkOf } from './port-link';
import { safety } from './safety';

/** Undefined where nothing is left to show. */
export function proseBlock(nodes: RootContent[], post: Post): ProseBlock | undefined {
  const [first] = nodes;
  if (!first) return undefined;
  const line = lineOfNode(first, post);
  const safe = toSafeHtml(nodes, line, post);
  const portLinks: PortLink[] = [];
  const images: LabImage[] = [];
  visit(safe, 'element', (element) => {
    const at = lineOfNode(element, post, line);
    const link = element.tagName === 'a' ? portLinkOf(element, at, post) : undefined;
    if (link) portLinks.push(link);
    if (element.tagName === 'img') images.push(imageOf(element, at, post));
  });
  const html = unified().use(rehypeStringify).stringify(safe).trim();
  return html === '' ? undefined : { kind: 'prose', line, html, portLinks, images };
}

function toSafeHtml(nodes: RootContent[], line: number, post: Post): HtmlRoot {
  const processor = unified()
    // Footnotes are numbered anew in each block: the line keeps their ids apart.
    .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: `l${line}-` })
    .use(rehypeRaw)
    .use(() => (tree: HtmlRoot) => {
      visit(tree, 'element', (element) => warnIfUnsafe(element, line, post));
    })
    .use(rehypeSanitize, safety);
  // Without a file, rehype-raw gives no positions; what the file holds does not matter.
  return processor.runSync({ type: 'root', children: [...nodes, ...post.definitions] }, '');
}

function warnIfUnsafe(element: Element, line: number, post: Post): void {
  if (safety.tagNames?.includes(element.tagName)) return;
  post.warn(lineOfNode(element, post, line), 'labs:htmlRemoved', { element: element.tagName });
}
