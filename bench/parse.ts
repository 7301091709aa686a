// Parsing: a post of 1 MB as Essaim reads it, against remark alone from Markdown to HTML, in the same rounds.
import { readdirSync, readFileSync } from 'node:fs';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { parseLab } from '../main/labs/parse/parse';
import { type Figure, figure, type Rounds } from './figure';

/** Rounds of which the median counts: each takes half a minute, in which nothing is left to warm up. */
const ROUNDS = 3;
/** Characters of the long post. */
const LENGTH = 1e6;

/** `corpus` is a folder of posts, which follow one another until the long one is long enough. */
export function benchParse(corpus: string): Figure[] {
  const post = longPost(corpus);
  const bare = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeStringify, { allowDangerousHtml: true })
    .freeze();
  const rounds: Rounds = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.ours.push(seconds(() => parseLab(post, { path: '/labs/long/index.md' })));
    rounds.bare.push(seconds(() => bare.processSync(post)));
  }
  return [figure('parsing a post of 1 MB', 's', rounds, { atMost: 2 })];
}

function longPost(corpus: string): string {
  const bodies = readdirSync(corpus).map((name) =>
    readFileSync(`${corpus}/${name}`, 'utf8').replace(/^---\n[^]*?\n---\n/, ''),
  );
  const parts: string[] = [];
  for (let length = 0, at = 0; length < LENGTH; at += 1) {
    const body = bodies[at % bodies.length] ?? '';
    // Notes and names of attribute lists are defined once in a post.
    parts.push(body.replace(/\[\^([\w-]+)\]/g, `[^$1-${at}]`));
    length += body.length;
  }
  return `---\ntitle: A long post\nterms: 3\n---\n${parts.join('\n')}`;
}

function seconds(run: () => unknown): number {
  const begun = performance.now();
  run();
  return (performance.now() - begun) / 1000;
}
