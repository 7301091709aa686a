// Joins a sidecar to the steps it speaks of; what it names and the post lacks is a failure.
import type { Block, CodeBlock, RunRule, Sidecar, Step } from '../lab';
import { classify, isRunnable, untaggedText } from '../parse/fence';
import type { SidecarSource } from './source';

export interface LabSteps {
  steps: Step[];
  terminals: number;
}

/** The lab's steps, in which the fences that the sidecar names run. */
export function applySidecar(lab: LabSteps, sidecar: Sidecar, source: SidecarSource): Step[] {
  const ids = lab.steps.map((step) => step.id);
  for (const id of Object.keys(sidecar.steps)) {
    if (ids.includes(id)) continue;
    throw source.fault('labs:sidecarUnknownStep', ['steps', id], { step: id, known: ids.join(', ') }, 'key');
  }
  return lab.steps.map((step) => applyStep(step, lab.terminals, sidecar, source));
}

function applyStep(step: Step, terminals: number, sidecar: Sidecar, source: SidecarSource): Step {
  const rules = Object.hasOwn(sidecar.steps, step.id) ? sidecar.steps[step.id] : undefined;
  if (!rules) return step;
  const path = ['steps', step.id];
  const ruled = new Map<Block, CodeBlock>();
  rules.runs.forEach((rule, index) => {
    refuseTerminals(rule, terminals, [...path, 'runs', index, 'terminals'], source);
    const fence = fenceOf(
      step.blocks.filter((block) => !ruled.has(block)),
      rule.fence,
    );
    const at = [...path, 'runs', index, 'fence'];
    if (!fence) throw source.fault('labs:sidecarNoFence', at, { text: rule.fence, step: step.id });
    ruled.set(fence, runnable(fence, rule));
  });
  const blocks = classify(step.blocks.map((block) => ruled.get(block) ?? block));
  rules.checks.forEach(({ after }, index) => {
    if (after === undefined || blocks.some((block) => isRunnable(block) && textOf(block).includes(after)))
      return;
    throw source.fault('labs:sidecarNoCommand', [...path, 'checks', index, 'after'], {
      text: after,
      step: step.id,
    });
  });
  return { ...step, blocks };
}

function refuseTerminals(
  rule: RunRule,
  terminals: number,
  path: (string | number)[],
  source: SidecarSource,
): void {
  const index = rule.terminals.findIndex((terminal) => terminal > terminals);
  if (index === -1) return;
  const values = { terminal: rule.terminals[index] ?? 0, terminals };
  throw source.fault('labs:sidecarTerminal', [...path, index], values);
}

/** The untagged fence that starts with a text, or else the first that contains it: outputs quote commands. */
function fenceOf(blocks: Block[], text: string): Block | undefined {
  const fences = blocks.filter(isUntagged);
  return (
    fences.find((block) => textOf(block).trimStart().startsWith(text)) ??
    fences.find((block) => textOf(block).includes(text))
  );
}

/** By its shape, or already made to run because its text is a join command. */
function isUntagged(block: Block): boolean {
  return untaggedText(block) !== undefined || (block.kind === 'code' && block.language === undefined);
}

function runnable(block: Block, rule: RunRule): CodeBlock {
  const runs = { terminals: rule.terminals, command: rule.command };
  return { kind: 'code', line: block.line, language: undefined, code: textOf(block), runs };
}

function textOf(block: Block): string {
  if (block.kind === 'output') return block.text;
  return block.kind === 'command' || block.kind === 'code' ? block.code : '';
}
