// The sidecar's solution of a step as it is shown.
import type { SolutionLine } from '../../../preload/contract';

export interface SolutionPart {
  terminal: number;
  code: string;
  /** Whether values that only the cluster knows are to be put in before it can be typed. */
  isTemplate: boolean;
}

/** Lines that follow each other in one terminal stand together. `values`: what outputs have given so far, by name. */
export function solutionParts(lines: SolutionLine[], values: Record<string, string>): SolutionPart[] {
  const parts: SolutionPart[] = [];
  for (const { terminal, text } of lines) {
    const code = text.replace(placeholder, (whole, name: string) => values[name] ?? whole);
    const isTemplate = hasPlaceholder(code);
    const last = parts.at(-1);
    if (last?.terminal === terminal) {
      last.code += `\n${code}`;
      last.isTemplate ||= isTemplate;
    } else parts.push({ terminal, code, isTemplate });
  }
  return parts;
}

/** `<worker-token>`, as main reads them. */
const placeholder = /<([a-z][a-z0-9-]*)>/gi;

/** An element of HTML that is closed in the text is none. */
function hasPlaceholder(text: string): boolean {
  return [...text.matchAll(placeholder)].some(([, name]) => !text.includes(`</${name ?? ''}>`));
}
