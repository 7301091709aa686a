// The blocks of a lab that can be run, by their line.
import { Failure } from '../../failure/failure';
import type { Check, CodeBlock, CommandBlock, Lab, OutputBlock, Step } from '../../labs/lab';
import { outputAfter } from '../../labs/cue';

export interface FoundBlock {
  step: Step;
  block: CommandBlock | CodeBlock;
  /** What the lab shows as its output. */
  expected: OutputBlock | undefined;
}

/** @throws Failure `bad-input` where no command or code begins at that line. */
export function blockAt(lab: Lab, line: number): FoundBlock {
  for (const step of lab.steps) {
    const index = step.blocks.findIndex((block) => block.line === line);
    const block = step.blocks[index];
    if (block?.kind === 'command' || block?.kind === 'code')
      return { step, block, expected: outputAfter(step.blocks, index) };
  }
  throw new Failure('bad-input', 'labs:noBlockAt', { line });
}

export function checksOf(lab: Lab, step: string): Check[] {
  return lab.sidecar?.steps[step]?.checks ?? [];
}
