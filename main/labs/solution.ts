// What makes the checks of a step hold: what its sidecar says, or else the step's own commands.
import type { Block, Lab, SolutionLine, Step } from './lab';
import { typedText } from './mentions';

/** In order; empty where there is nothing to run. Captured values stand in it as `<name>`: `fill` knows them. */
export function solutionOf(lab: Lab, step: Step): SolutionLine[] {
  const written = lab.sidecar?.steps[step.id]?.solution ?? [];
  return written.length > 0 ? written : step.blocks.flatMap((block) => linesOf(block, lab.terminals));
}

function linesOf(block: Block, terminals: number): SolutionLine[] {
  if (block.kind === 'command') return [{ terminal: block.terminal, text: block.code }];
  if (block.kind !== 'code' || !block.runs) return [];
  const { command } = block.runs;
  const text = command.kind === 'text' ? typedText(block) : joinCommand(command.role);
  // Which nodes are outside a swarm is not known here: usually all but the first, which made it.
  const others = Array.from({ length: Math.max(0, terminals - 1) }, (_one, index) => index + 2);
  const into = block.runs.terminals.length > 0 ? block.runs.terminals : others;
  return into.map((terminal) => ({ terminal, text }));
}

function joinCommand(role: 'worker' | 'manager'): string {
  return `docker swarm join --token <${role}-token> <leader-address>:2377`;
}
