// Refuses a sidecar that speaks of nodes, terminals or captured values that the lab has not.
import { Failure } from '../../failure/failure';
import { capturesOf, namesIn } from '../captures/captures';
import type { Sidecar, Step } from '../lab';
import { typedText } from '../mentions';
import { isRunnable } from '../parse/fence';
import type { LabSteps } from './apply';
import { nodesNamedBy } from './named-nodes';
import type { KeyPath, SidecarSource } from './source';

/** @throws Failure `bad-input` with the place of the first one. */
export function refuseStrangers(lab: LabSteps, sidecar: Sidecar, source: SidecarSource): void {
  refuseTwins(sidecar, source);
  const captures = capturesOf({ sidecar }).map(({ name }) => name);
  const refuseNames = (text: string, path: KeyPath): void => {
    const name = namesIn(text).find((each) => !captures.includes(each));
    if (name !== undefined)
      throw source.fault('sidecar:unknownCapture', path, { name, known: captures.join(', ') });
  };
  for (const [id, step] of Object.entries(sidecar.steps)) {
    const path = ['steps', id];
    for (const [at, node] of nodesNamedBy(step)) refuseNode(node, lab.terminals, [...path, ...at], source);
    step.runs.forEach(({ command }, index) => {
      if (command.kind === 'text') refuseNames(command.text ?? '', [...path, 'runs', index, 'text']);
    });
    step.solution.forEach(({ terminal, text }, index) => {
      const at = [...path, 'solution', index];
      const values = { terminal, terminals: lab.terminals };
      if (terminal > lab.terminals) throw source.fault('labs:sidecarTerminal', [...at, 'terminal'], values);
      refuseNames(text, [...at, 'text']);
    });
  }
  // In a post of old `<token>` may be there for the reader: only who captures speaks of captures.
  const isCapturing = Object.values(sidecar.steps).some((step) => step.captures.length > 0);
  if (isCapturing) lab.steps.forEach((step) => refuseInPost(step, lab.path, captures));
}

function refuseInPost({ blocks }: Step, post: string, captures: string[]): void {
  for (const block of blocks) {
    if (!isRunnable(block) || (block.kind !== 'command' && block.kind !== 'code')) continue;
    // What is typed instead stands in the sidecar.
    if (typedText(block) !== block.code) continue;
    const name = namesIn(block.code).find((each) => !captures.includes(each));
    if (name === undefined) continue;
    const at = `${post}:${block.line}`;
    throw new Failure('bad-input', 'sidecar:unknownCaptureInPost', { at, name, known: captures.join(', ') });
  }
}

function refuseTwins({ steps }: Sidecar, source: SidecarSource): void {
  const seen = new Set<string>();
  for (const [id, { captures }] of Object.entries(steps))
    captures.forEach(({ name }, index) => {
      if (seen.has(name))
        throw source.fault('sidecar:captureTwice', ['steps', id, 'captures', index, 'name'], { name });
      seen.add(name);
    });
}

function refuseNode(node: string, terminals: number, path: KeyPath, source: SidecarSource): void {
  const nodes = Array.from({ length: Math.max(1, terminals) }, (_one, index) => `node${index + 1}`);
  if (nodes.includes(node)) return;
  throw source.fault('sidecar:unknownNode', path, { node, known: nodes.join(', ') }, 'value');
}
