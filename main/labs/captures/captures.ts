// Captured values: which there are in a lab, what a command's output gives, and where they stand in a text.
import { firstGroup } from '../first-group';
import type { Block, Capture, Lab, Step } from '../lab';
import { mentions } from '../mentions';

/** Values of outputs that were captured so far, by name. */
export type Captured = Record<string, string>;

/** Known in every lab, as nothing but the cluster decides them. */
export const alwaysKnown: Capture[] = (
  ['worker-token', 'manager-token', 'leader', 'leader-address'] as const
).map((kind) => ({ name: kind, from: { kind: 'cluster', value: { kind } } }));

/** Those that the lab declares, and those that are always known. */
export function capturesOf({ sidecar }: Pick<Lab, 'sidecar'>): Capture[] {
  const declared = Object.values(sidecar?.steps ?? {}).flatMap(({ captures }) => captures);
  const names = new Set(declared.map(({ name }) => name));
  return [...declared, ...alwaysKnown.filter(({ name }) => !names.has(name))];
}

export interface PrintedCapture {
  name: string;
  pattern: string;
}

/** Those whose value this block of the step prints. */
export function printedBy(
  block: Block,
  step: Pick<Step, 'id'>,
  { sidecar }: Pick<Lab, 'sidecar'>,
): PrintedCapture[] {
  const captures = sidecar?.steps[step.id]?.captures ?? [];
  return captures.flatMap(({ name, from }) =>
    from.kind === 'output' && mentions(block, from.after) ? [{ name, pattern: from.pattern }] : [],
  );
}

/** Characters: a join token has 85, and the values are kept with the progress. */
const longestValue = 4_000;

/** What the output gives. A pattern that is not in it, or has an endless value, is `missed`. */
export function captureFrom(
  captures: PrintedCapture[],
  output: string,
): { captured: Captured; missed: PrintedCapture[] } {
  const captured: Captured = {};
  const missed: PrintedCapture[] = [];
  for (const capture of captures) {
    const value = firstGroup(capture.pattern, output, 'm');
    if (value === undefined || value === '' || value.length > longestValue) missed.push(capture);
    else captured[capture.name] = value;
  }
  return { captured, missed };
}

const placeholder = /<([a-z][a-z0-9-]*)>/gi;

/** Names that stand in a text as `<name>`, each once. Elements of HTML that are closed in it are none. */
export function namesIn(text: string): string[] {
  const names = [...text.matchAll(placeholder)].flatMap(([, name]) => name ?? []);
  return [...new Set(names)].filter((name) => !text.includes(`</${name}>`));
}

/** Whether the cluster itself must be asked before the text can be typed. */
export function asksCluster(text: string, captures: Capture[]): boolean {
  const names = namesIn(text);
  return captures.some(({ name, from }) => from.kind === 'cluster' && names.includes(name));
}

/** The text with the values of the names that have one. */
export function withValues(text: string, values: Captured): string {
  return text.replace(placeholder, (written, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? written) : written,
  );
}
