import { describe, expect, it } from 'vitest';
import { parseLab } from '../../../main/labs/parse/parse';
import { read } from '../written';

const ids = (...body: string[]) => read(...body).steps.map((step) => step.id);

describe('steps', () => {
  it('begin at headings of any level', () => {
    const { steps } = read('# A', 'x', '###### B', '', 'C', '===', 'D', '---');
    expect(steps.map(({ title, level, line }) => [title, level, line])).toEqual([
      ['A', 1, 6],
      ['B', 6, 8],
      ['C', 1, 10],
      ['D', 2, 12],
    ]);
  });

  it('begin with the lab’s own where text stands before the first heading', () => {
    expect(read('', 'text', '# A').steps[0]).toMatchObject({ id: 'lab', title: 'Lab', level: 1, line: 7 });
    expect(ids('', '<!-- nothing to show -->', '', '# A')).toEqual(['a']);
    expect(ids()).toEqual([]);
  });

  it('have ids of their own, without accents', () => {
    expect(ids('# Création d’un `nœud`', '# A', '# A', '# A', '# 中文', '# ???', '# ')).toEqual([
      'creation-dun-nœud',
      'a',
      'a-1',
      'a-2',
      '中文',
      'step',
      'step-1',
    ]);
  });

  it('have the ids that the post gives them', () => {
    expect(ids('# A {#First}', '# B', '{: #second .x}', '# C {#First}')).toEqual([
      'First',
      'second',
      'First-1',
    ]);
    expect(read('# A {#First}').steps[0]?.title).toBe('A');
  });

  it('are not begun by headings in quotes and lists', () => {
    expect(ids('# A', '> # B', '', '- # C')).toEqual(['a']);
  });
});

describe('the title', () => {
  const titleOf = (source: string) => parseLab(source, { path: '/labs/my-lab.post.md' }).title;

  it('comes from the front matter, the first heading, or the file’s name', () => {
    expect(titleOf('---\ntitle: T\n---\n# H')).toBe('T');
    expect(titleOf('---\nterms: 1\n---\ntext\n## H {#x}')).toBe('H');
    expect(titleOf('text')).toBe('my-lab');
  });
});
