// The blocks of a step: fences, quizzes, and prose between them.
import type { RootContent } from 'mdast';
import type { Block } from '../lab';
import { classify, fenceBlock, warnIfHtmlOpen } from './fence';
import type { Post } from './post';
import { proseBlock } from './prose';
import { isQuestion, quizBlock } from './quiz';
import { partsOf } from './split';

export function blocksOf(nodes: RootContent[], post: Post): Block[] {
  const blocks: Block[] = [];
  let prose: RootContent[] = [];
  const add = (...more: (Block | undefined)[]) => {
    const before = proseBlock(prose, post);
    prose = [];
    for (const block of [before, ...more]) if (block) blocks.push(block);
  };
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as RootContent;
    const quiz = isQuestion(node) ? quizBlock(node, nodes[index + 1], post) : undefined;
    if (quiz) {
      add(quiz);
      index += 1;
      continue;
    }
    warnIfHtmlOpen(node, post);
    for (const part of partsOf(node)) {
      if ('prose' in part) prose.push(part.prose);
      else add(fenceBlock(part.fence, post));
    }
  }
  add();
  return classify(blocks);
}
