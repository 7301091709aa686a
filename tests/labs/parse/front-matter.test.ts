import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../../main/labs/parse/front-matter';

function split(...lines: string[]) {
  const warnings: [number | undefined, string][] = [];
  const read = splitFrontMatter(lines.join('\n'), (line, text) => warnings.push([line, text]));
  return { ...read, warnings };
}

describe('front matter', () => {
  it('is split from the body, whose lines are counted from the top of the file', () => {
    expect(split('---', 'title: A', 'terms: 2', '---', 'body')).toEqual({
      data: { title: 'A', terms: 2 },
      body: 'body',
      linesBefore: 4,
      warnings: [],
    });
  });

  it('may begin with a byte order mark and end its lines as Windows does', () => {
    expect(splitFrontMatter('\uFEFF---\r\ntitle: A\r\n---\r\nx\r\ny', () => undefined)).toEqual({
      data: { title: 'A' },
      body: 'x\ny',
      linesBefore: 3,
    });
  });

  it('may be empty', () => {
    expect(split('---', '---', 'x')).toMatchObject({ data: {}, body: 'x', warnings: [] });
  });

  it('may be missing', () => {
    expect(split('# Title', '---')).toEqual({
      data: {},
      body: '# Title\n---',
      linesBefore: 0,
      warnings: [[1, 'labs:frontMatterMissing']],
    });
  });

  it('that nobody closed ends at the first line that is no key', () => {
    expect(split('---', 'title: A', 'tags:', '  - FR', '', '# Title')).toEqual({
      data: { title: 'A', tags: ['FR'] },
      body: '\n# Title',
      linesBefore: 4,
      warnings: [[1, 'labs:frontMatterOpen']],
    });
    expect(split('---', 'title: A')).toMatchObject({ data: { title: 'A' }, body: '', linesBefore: 2 });
  });

  it('that is not YAML is read line by line, with a warning that names the line', () => {
    const read = split('---', 'terms: 3', 'title: Swarm: an overview', "author: 'me", '---', 'x');
    expect(read.data).toEqual({ terms: 3, title: 'Swarm: an overview', author: "'me" });
    expect(read.warnings).toEqual([[3, 'labs:frontMatterYaml']]);
    expect(read).toMatchObject({ body: 'x', linesBefore: 5 });
  });

  it('that is no map is left out', () => {
    expect(split('---', '- a', '---', 'x')).toMatchObject({
      data: {},
      warnings: [[2, 'labs:frontMatterYaml']],
    });
  });

  it('that explodes by its aliases is left out', () => {
    const level = (name: string, of: string) =>
      `${name}: &${name} [${Array<string>(9).fill(`*${of}`).join(',')}]`;
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      level('b', 'a'),
      level('c', 'b'),
      level('d', 'c'),
      level('e', 'd'),
    ];
    expect(split('---', ...bomb, '---', 'x')).toMatchObject({
      data: {},
      body: 'x',
      warnings: [[2, 'labs:frontMatterYaml']],
    });
  });
});
