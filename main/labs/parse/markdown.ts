// Reads kramdown with GitHub's extensions into a tree without attribute lists.
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { Failure } from '../../failure/failure';
import { attributeNodes, attributeTokens } from './attributes/syntax';
import { settleAttributes } from './attributes/settle';
import type { Body } from './post';

/** Lists and quotes in one another: no person writes as many, and the parser's stack ends some hundreds later. */
const depthLimit = 100;

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .data({ micromarkExtensions: [attributeTokens], fromMarkdownExtensions: [attributeNodes] })
  .freeze();

export function readMarkdown(body: Body, path: string): Root {
  refuseDepth(body, path);
  try {
    const root = processor.parse(body.text);
    settleAttributes(root);
    return root;
  } catch (thrown) {
    // The stack ends where lists are nested line by line.
    if (thrown instanceof RangeError) throw new Failure('bad-input', 'labs:tooDeep', { path, line: 1 });
    throw thrown;
  }
}

function refuseDepth(body: Body, path: string): void {
  const nested = new RegExp(`^(?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${depthLimit}}`);
  const rule = /^[ \t]*([-*])(?:[ \t]*\1)*[ \t]*$/;
  const index = body.text.split('\n').findIndex((line) => nested.test(line) && !rule.test(line));
  if (index === -1) return;
  throw new Failure('bad-input', 'labs:tooDeep', { path, line: body.lineOf(index + 1) });
}
