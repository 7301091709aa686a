// Posts of every construct, and the original one, have the structure that Debian's kramdown and Liquid give them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLab } from '../../../main/labs/parse/parse';
import { accepted } from './reference/accepted';
import { assemble } from './reference/assemble';
import { differenceOf, outlineOf, treeOf } from './reference/outline';

const corpus = path.join(import.meta.dirname, 'fixtures', 'reference');
const original = path.resolve(import.meta.dirname, '../../../../shared/lab/swarm-vue-d-ensemble.post.md');
const posts = readdirSync(corpus).map((name) => path.join(corpus, name));
if (existsSync(original)) posts.push(original);
else console.log(`skipped: the original post is not at ${original}`);

const libraries = ['-r', 'kramdown', '-r', 'kramdown-parser-gfm', '-r', 'liquid'];
const isThere = spawnSync('ruby', [...libraries, '-e', '']).status === 0;
if (!isThere) console.log('skipped: Ruby with kramdown, kramdown-parser-gfm and liquid is not here');

function renderByJekyll(): string[] {
  const script = path.join(import.meta.dirname, 'reference', 'jekyll.rb');
  const limits = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { stdout, stderr, status } = spawnSync('ruby', [script, ...posts], limits);
  if (status !== 0) throw new Error(`the reference failed: ${stderr}`);
  return JSON.parse(stdout) as string[];
}

function outline(html: string): string[] {
  const tree = treeOf(html);
  for (const difference of accepted) difference.apply(tree);
  return outlineOf(tree);
}

describe.skipIf(!isThere)('the structure of a post', () => {
  const reference = isThere ? renderByJekyll() : [];

  it('is compared on at least 40 posts', () => {
    expect(posts.length).toBeGreaterThanOrEqual(40);
    expect(reference).toHaveLength(posts.length);
  });

  it.each(posts.map((file, index) => [path.basename(file, '.md'), file, index] as const))(
    'is that of kramdown: %s',
    (_, file, index) => {
      const ours = assemble(parseLab(readFileSync(file, 'utf8'), { path: file }));
      expect(differenceOf(outline(ours), outline(reference[index] ?? ''))).toBeUndefined();
    },
  );

  it('is told apart where it differs', () => {
    const { children } = treeOf('<p>a</p>');
    expect(differenceOf(outline('<p>a</p>'), outline('<ul><li>a</li></ul>'))).toContain('reference:\nul');
    expect(children).toHaveLength(1);
  });
});
