// The blocks of a step that the guide can run: which they are, where they go, and which one comes next.
import type {
  Block,
  ClusterState,
  CodeBlock,
  CodeRun,
  CommandBlock,
  Progress,
  Step,
} from '../../../preload/contract';

export type RunnableBlock = CommandBlock | (CodeBlock & { runs: CodeRun });

export function isRunnable(block: Block): block is RunnableBlock {
  return block.kind === 'command' || (block.kind === 'code' && block.runs !== undefined);
}

/** The terminals it is typed into; empty where that is every node that is not in the swarm, and none of them is known. */
export function terminalsOf(block: RunnableBlock, cluster: ClusterState | undefined): number[] {
  if (block.kind === 'command') return [block.terminal];
  if (block.runs.terminals.length > 0) return block.runs.terminals;
  const nodes = cluster?.nodes ?? [];
  return nodes.flatMap((node, index) => (node.swarm === 'inactive' ? [index + 1] : []));
}

/** Whether the lab shows the error that it answers: then main calls it passed when it is refused just so. */
export function isMeantToFail(step: Step, block: RunnableBlock): boolean {
  const after = step.blocks[step.blocks.indexOf(block) + 1];
  return after?.kind === 'output' && /^\s*error\b/i.test(after.text);
}

/** The first one that was not run yet; after them all the first that failed. */
export function nextToRun(step: Step, runs: Progress['runs']): RunnableBlock | undefined {
  const all = step.blocks.filter(isRunnable);
  return all.find(({ line }) => !runs[line]) ?? all.find(({ line }) => runs[line]?.kind === 'failed');
}
