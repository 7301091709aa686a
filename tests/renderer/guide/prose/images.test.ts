// The numbers of a lab's images are main's: over all prose of all steps, missing ones counted.
import { expect, it } from 'vitest';
import type { ProseBlock } from '../../../../preload/contract';
import { firstImages } from '../../../../renderer/guide/prose/images';
import { command, lab, step } from '../labs';

function prose(line: number, ...files: (string | undefined)[]): ProseBlock {
  const images = files.map((file) => ({ line, alt: '', source: '/x.png', file }));
  return { kind: 'prose', line, html: '', portLinks: [], images };
}

it('numbers images over all steps in order, missing ones included', () => {
  const blocks = [prose(1, '/a.png', '/b.png'), prose(2), prose(3, undefined), prose(4, '/c.png')] as const;
  const firsts = firstImages(
    lab(step('a', [blocks[0], command(9), blocks[1]]), step('b', [blocks[2], blocks[3]])),
  );
  expect(blocks.map((block) => firsts.get(block))).toEqual([0, 2, 2, 3]);
});
