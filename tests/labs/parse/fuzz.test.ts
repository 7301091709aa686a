// Ten thousand mutated posts: each is read or refused, none takes a second, and nothing unsafe is left in the HTML.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import rehypeRaw from 'rehype-raw';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../main/failure/failure';
import { parseLab } from '../../../main/labs/parse/parse';
import { htmlOf } from '../written';
import { mutate, randomFrom } from './reference/mutate';

const seed = Number(process.env.ESSAIM_FUZZ_SEED ?? 20_260_301);
const count = 10_000;
/** Milliseconds that reading one post may take of the processor; the machine may be busy with others. */
const limitMs = 1000;

const folder = path.join(import.meta.dirname, 'fixtures', 'reference');
const corpus = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));

describe('mutated posts', () => {
  it(`are read safely (seed ${seed})`, { timeout: 600_000 }, () => {
    console.log(`fuzzing ${count} posts from the seed ${seed}`);
    const random = randomFrom(seed);
    for (let index = 0; index < count; index++) {
      const source = mutate(corpus, random);
      const problem = problemOf(source);
      if (problem !== undefined) expect.fail(`post ${index}: ${problem}\n${JSON.stringify(source)}`);
    }
  });

  it.each([
    ['<script>x</script>', 'the element script'],
    ['<p onclick="x">a</p>', 'the attribute onClick'],
    ['<a href="javascript:x">a</a>', 'the address javascript:x'],
    ['<img src="data:x">', 'the address data:x'],
    ['<p style="x">a</p>', 'the attribute style'],
  ])('would be told where %s was left', (html, problem) => {
    expect(unsafeIn(html)).toBe(problem);
  });
});

function problemOf(source: string): string | undefined {
  const begun = process.cpuUsage();
  try {
    const lab = parseLab(source, { path: '/labs/lab/index.md' });
    const { user, system } = process.cpuUsage(begun);
    if ((user + system) / 1000 > limitMs) return `it took ${(user + system) / 1000} ms`;
    return unsafeIn(htmlOf(lab));
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'bad-input') return undefined;
    return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
}

const parser = unified().use(rehypeRaw).freeze();
const forbidden = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'form',
  'base',
  'link',
  'meta',
]);
const addresses = new Set([
  'href',
  'src',
  'cite',
  'action',
  'formAction',
  'poster',
  'longDesc',
  'srcSet',
  'xLinkHref',
]);

/** What a browser would run or fetch of it, by an HTML parser that knows nothing of ours. */
function unsafeIn(html: string): string | undefined {
  const tree = parser.runSync({ type: 'root', children: [{ type: 'raw', value: html }] });
  let problem: string | undefined;
  visit(tree, 'element', ({ tagName, properties }) => {
    if (forbidden.has(tagName)) problem ??= `the element ${tagName}`;
    for (const [name, value] of Object.entries(properties)) {
      if (/^on/i.test(name) || name === 'style') problem ??= `the attribute ${name}`;
      const address = String(value);
      const protocol = /^[\s\0-\x20]*([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
      const isKnown = protocol === undefined || ['http', 'https', 'mailto'].includes(protocol);
      if (addresses.has(name) && !isKnown) problem ??= `the address ${address}`;
    }
  });
  return problem;
}
