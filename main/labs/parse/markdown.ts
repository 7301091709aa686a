// Reads kramdown with GitHub's extensions into a tree in which every attribute, reference and mark has found its place.
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { Failure } from '../../failure/failure';
import { settleAttributes } from './attributes/settle';
import type { Body } from './post';
import { parseSections } from './sections';
import { kramdown } from './syntax/kramdown';
import { markAbbreviations } from './tree/abbreviations';
import { groupDefinitions } from './tree/definitions';
import { groupElements } from './tree/elements';
import { settleLists } from './tree/lists';
import { resolveReferences } from './tree/references';
import { setTypography } from './tree/typography';

/** Lists and quotes in one another: no person writes as many, and the parser's stack ends some hundreds later. */
const depthLimit = 100;

const processor = unified()
  .use(remarkParse)
  // kramdown strikes out with two tildes only.
  .use(remarkGfm, { singleTilde: false })
  .use(function () {
    const data = this.data();
    (data.micromarkExtensions ??= []).push(...kramdown.micromarkExtensions);
    (data.fromMarkdownExtensions ??= []).push(...kramdown.fromMarkdownExtensions);
  })
  .freeze();

export function readMarkdown(body: Body, path: string): Root {
  const lines = body.text.split('\n');
  refuseDepth(lines, body, path);
  const parse = (text: string): Root => processor.parse(text);
  const root = parseSections(body.text, parse);
  groupElements(root, (text) => parse(text).children);
  groupDefinitions(root, lines);
  settleAttributes(root);
  settleLists(root, lines);
  resolveReferences(root);
  markAbbreviations(root);
  setTypography(root);
  return root;
}

function refuseDepth(lines: string[], body: Body, path: string): void {
  const nested = new RegExp(`^(?:[ \\t]*(?:>|[-+*:](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${depthLimit}}`);
  const rule = /^[ \t]*([-*])(?:[ \t]*\1)*[ \t]*$/;
  const index = lines.findIndex((line) => nested.test(line) && !rule.test(line));
  if (index === -1) return;
  throw new Failure('bad-input', 'labs:tooDeep', { path, line: body.lineOf(index + 1) });
}
