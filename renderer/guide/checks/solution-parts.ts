// The sidecar's solution of a step as it is shown.
import type { SolutionLine } from '../../../preload/contract';

export interface SolutionPart {
  terminal: number;
  code: string;
}

/** Lines that follow each other in one terminal stand together. */
export function solutionParts(lines: SolutionLine[]): SolutionPart[] {
  const parts: SolutionPart[] = [];
  for (const { terminal, text } of lines) {
    const last = parts.at(-1);
    if (last?.terminal === terminal) last.code += `\n${text}`;
    else parts.push({ terminal, code: text });
  }
  return parts;
}
