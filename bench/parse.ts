// Parsing: a post of 1 MB as Essaim reads it, against remark alone from Markdown to HTML, in the same rounds.
import { readdirSync, readFileSync } from 'node:fs';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { parseLab } from '../main/labs/parse/parse';
import { type Figure, figure, type Rounds } from './figure';

/** Rounds of which the median counts. */
const ROUNDS = 5;
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
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = seconds(() => parseLab(post, { path: '/labs/long/index.md' }));
    const plain = seconds(() => bare.processSync(post));
    if (round === 0) continue;
    rounds.ours.push(ours);
    rounds.bare.push(plain);
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
