// A long post: 1 MB as Essaim reads it, and as its window shows it, against remark alone from Markdown to HTML.
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { parseLab } from '../main/labs/parse/parse';
import { startApp } from '../tests/helpers/app/app';
import { type Figure, figure, type Rounds } from './figure';

/** Rounds of which the median counts: each takes half a minute, in which nothing is left to warm up. */
const ROUNDS = 3;
/** Characters of the long post. */
const LENGTH = 1e6;

/** `corpus` is a folder of posts, which follow one another until the long one is long enough. */
export async function benchParse(corpus: string): Promise<Figure[]> {
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
  const painted = { ours: await paints(post), bare: rounds.bare };
  return [
    figure('parsing a post of 1 MB', 's', rounds, { atMost: 2 }),
    figure('opening a post of 1 MB, to its first paint', 's', painted, { atMost: 2 }),
  ];
}

/** Seconds from asking the window for the lab to the paint of its first step. */
async function paints(post: string): Promise<number[]> {
  const app = await startApp({
    settings: { engine: 'docker' },
    environment: { DOCKER_HOST: 'unix:///nowhere/docker.sock' },
  });
  try {
    const file = join(app.top, 'long.md');
    await writeFile(file, post);
    const taken: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const milliseconds = await app.page.evaluate<number>(`new Promise((resolve, reject) => {
        const begun = performance.now();
        const undo = window.essaim.on('guide', 'lab', () => {
          undo();
          // Behind the frame in which it is drawn.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
        });
        window.essaim.library.open(${JSON.stringify(file)}, 'keep')
          .then((answer) => answer.ok || reject(new Error(answer.failure.text)));
      })`);
      taken.push(milliseconds / 1000);
    }
    return taken;
  } finally {
    await app.dispose();
  }
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
