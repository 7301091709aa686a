// Joins a sidecar to the steps it speaks of; what it names and the post lacks is a failure.
import type { Block, CodeBlock, RunRule, Sidecar, Step } from '../lab';
import { mentions } from '../mentions';
import { classify, isRunnable } from '../parse/fence';
import type { SidecarSource } from './source';

export interface LabSteps {
  /** Path of the post. */
  path: string;
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
  const named = (list: 'checks' | 'captures', afters: (string | undefined)[]): void =>
    afters.forEach((after, index) => {
      if (after === undefined || blocks.some((block) => isRunnable(block) && mentions(block, after))) return;
      const at = [...path, list, index, 'after'];
      throw source.fault('labs:sidecarNoCommand', at, { text: after, step: step.id });
    });
  named(
    'captures',
    rules.captures.map(({ from }) => (from.kind === 'output' ? from.after : undefined)),
  );
  named(
    'checks',
    rules.checks.map(({ after }) => after),
  );
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

/** The fence that starts with a text, or else the first that contains it: outputs quote commands. */
function fenceOf(blocks: Block[], text: string): Block | undefined {
  const fences = blocks.filter(({ kind }) => kind === 'code' || kind === 'output');
  return (
    fences.find((block) => textOf(block).trimStart().startsWith(text)) ??
    fences.find((block) => textOf(block).includes(text))
  );
}

function runnable(block: Block, rule: RunRule): CodeBlock {
  const runs = { terminals: rule.terminals, command: rule.command };
  const language = block.kind === 'code' ? block.language : undefined;
  return { kind: 'code', line: block.line, language, code: textOf(block), runs };
}

function textOf(block: Block): string {
  if (block.kind === 'output') return block.text;
  return block.kind === 'command' || block.kind === 'code' ? block.code : '';
}
