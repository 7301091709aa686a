import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parseLab } from '../../../main/labs/parse/parse';
import * as sections from '../../../main/labs/parse/sections';
import { repository } from '../../../scripts/repository';

const corpus = repository('tests', 'labs', 'parse', 'fixtures', 'reference');
const bodies = readdirSync(corpus).map((name) => readFileSync(join(corpus, name), 'utf8'));

/** Read with sections of that length: 0 cuts wherever it may be cut. */
function read(post: string, length: number): ReturnType<typeof parseLab> {
  const original = sections.parseSections;
  const cut = vi.spyOn(sections, 'parseSections');
  cut.mockImplementation((text, parse) => original(text, parse, length));
  try {
    const lab = parseLab(post, { path: '/labs/long/index.md' });
    expect(cut).toHaveBeenCalled();
    return lab;
  } finally {
    cut.mockRestore();
  }
}

describe('a post that is parsed section by section is read as the whole is', () => {
  test.each(readdirSync(corpus))('%s', (name) => {
    const post = readFileSync(join(corpus, name), 'utf8');
    expect(read(post, 0)).toEqual(read(post, Infinity));
  });

  test('all of them in one, notes and links defined elsewhere than they are referred to', () => {
    const whole = bodies
      .map((body, at) => body.replace(/^---\n[^]*?\n---\n/, '').replace(/\[\^([\w-]+)\]/g, `[^$1-${at}]`))
      .join('\n\n');
    const post = `---\ntitle: Long\nterms: 3\n---\n[loin][là-bas] et note[^loin]\n\n## Un\n\n${whole}\n\n## Fin\n\n[là-bas]: https://exemple.fr\n[^loin]: Une note.\n`;
    expect(read(post, 0)).toEqual(read(post, Infinity));
  });

  test('and it is cut at most of its headings', () => {
    const parse = vi.fn(() => ({ type: 'root' as const, children: [] }));
    sections.parseSections(Array.from({ length: 9 }, (_, at) => `## ${at}\n\ntexte\n`).join('\n'), parse, 0);
    expect(parse).toHaveBeenCalledTimes(9);
  });

  test('a fence, an element and a comment are not cut at what looks like a heading', () => {
    const inside = '\n# Pas un titre\n\ntexte\n\n';
    const post = `---\ntitle: T\nterms: 1\n---\n## Un\n\n\`\`\`.term1${inside}\`\`\`\n\n<div markdown="1">\n${inside}</div>\n\n<!--${inside}-->\n\n## Deux\n\nfin\n`;
    expect(read(post, 0)).toEqual(read(post, Infinity));
  });
});
