// The number of a lab's image is its address, `/lab/<number>`: main counts the same way.
import type { Lab, ProseBlock } from '../../../preload/contract';

/** The number of each prose block's first image, counted over all steps in order, missing images included. */
export function firstImages(lab: Lab): Map<ProseBlock, number> {
  const firsts = new Map<ProseBlock, number>();
  let next = 0;
  for (const block of lab.steps.flatMap((step) => step.blocks)) {
    if (block.kind !== 'prose') continue;
    firsts.set(block, next);
    next += block.images.length;
  }
  return firsts;
}
