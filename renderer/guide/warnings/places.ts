// Which of a lab's warnings are said, and where: in the list on top of it, and beside the block that they are about.
import type { Block, Lab, Step, Warning } from '../../../preload/contract';

/** All of them for who may be the lab's author; a learner is told what is not there, or does not work. */
export function remarksOn({ warnings }: Lab, isOwn: boolean): Warning[] {
  return isOwn ? warnings : warnings.filter(({ offline, breaks }) => offline || breaks);
}

/** The step in which that line of the post stands. */
export function stepAt({ steps }: Lab, line: number): Step | undefined {
  return steps.findLast((step) => step.line <= line) ?? steps[0];
}

/** What the block needs of the network: its lines are those before the next block's, or the next step's. */
export function offlineIn({ warnings, steps }: Lab, step: Step, block: Block): Warning[] {
  const next = step.blocks[step.blocks.indexOf(block) + 1] ?? steps[steps.indexOf(step) + 1];
  const end = next?.line ?? Infinity;
  return warnings.filter(
    ({ line, offline }) => offline && line !== undefined && line >= block.line && line < end,
  );
}

/** Whether an image is fetched from the network, as the post has it. */
export function isRemote(source: string): boolean {
  return /^(https?:)?\/\//i.test(source);
}
