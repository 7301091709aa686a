// A lab as plain data for `essaim inspect`: what was understood, and what does not play as written.
import type { Language } from '../i18n/i18n';
import type { Block, Lab, LabTotals } from './lab';

export interface Inspection {
  title: string;
  language: string;
  author: string | null;
  tags: string[];
  terminals: number;
  steps: { id: string; title: string; level: number; blocks: Block[] }[];
  totals: LabTotals;
  warnings: { line: number | null; message: string; breaks: boolean; offline: boolean }[];
}

export function inspectLab(lab: Omit<Lab, 'sidecar'>, language: Language): Inspection {
  return {
    title: lab.title,
    language: lab.language,
    author: lab.author ?? null,
    tags: lab.tags,
    terminals: lab.terminals,
    steps: lab.steps.map(({ id, title, level, blocks }) => ({ id, title, level, blocks })),
    totals: lab.totals,
    warnings: lab.warnings.map(({ line, message, breaks, offline }) => ({
      line: line ?? null,
      message: message[language],
      breaks,
      offline,
    })),
  };
}
