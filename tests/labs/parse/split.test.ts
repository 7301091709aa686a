import { describe, expect, it } from 'vitest';
import { blocksOf, read } from '../written';

function outline(...body: string[]): string[] {
  return blocksOf(read(...body)).map((block) =>
    block.kind === 'prose' ? block.html.replace(/\n/g, '') : `${block.line} ${block.kind}`,
  );
}

describe('a fence inside', () => {
  it('a list item cuts the list, which counts on', () => {
    expect(
      outline(
        '1. one',
        '   ```.term1',
        '   ls',
        '   ```',
        '   more',
        '2. two',
        '3. three',
        '   ```',
        '   x',
        '   ```',
      ),
    ).toEqual([
      '<ol><li>one</li></ol>',
      '7 command',
      '<ol><li class="continued">more</li><li>two</li><li>three</li></ol>',
      '13 output',
    ]);
  });

  it('a later item', () => {
    expect(outline('4. one', '5. two', '   ```.term1', '   ls', '   ```', '6. three')).toEqual([
      '<ol start="4"><li>one</li><li>two</li></ol>',
      '8 command',
      '<ol start="6"><li>three</li></ol>',
    ]);
  });

  it('nested lists and quotes', () => {
    expect(outline('- a', '  > b', '  > - c', '  >   ```.term2', '  >   ls', '  >   ```', '  > d')).toEqual([
      '<ul><li>a<blockquote><p>b</p><ul><li>c</li></ul></blockquote></li></ul>',
      '9 command',
      '<ul><li class="continued"><blockquote><p>d</p></blockquote></li></ul>',
    ]);
  });

  it('leaves no empty list behind', () => {
    expect(outline('- ```.term1', '  ls', '  ```')).toEqual(['6 command']);
  });

  it('leaves other lists whole', () => {
    expect(outline('- a', '- b')).toEqual(['<ul><li>a</li><li>b</li></ul>']);
  });
});
