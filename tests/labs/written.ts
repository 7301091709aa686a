// Posts written line by line, read, and looked into.
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Block, ProseBlock } from '../../main/labs/lab';
import { parseLab, type ParsedLab } from '../../main/labs/parse/parse';

/** A post with three terminals; the first line of the body is line 6. */
export function post(...body: string[]): string {
  return ['---', 'title: Lab', 'tags: [EN]', 'terms: 3', '---', ...body].join('\n');
}

export function read(...body: string[]): ParsedLab {
  return parseLab(post(...body), { path: '/labs/lab/index.md' });
}

export function blocksOf(lab: ParsedLab): Block[] {
  return lab.steps.flatMap((step) => step.blocks);
}

export function proseOf(lab: ParsedLab): ProseBlock[] {
  return blocksOf(lab).filter((block) => block.kind === 'prose');
}

export function htmlOf(lab: ParsedLab): string {
  return proseOf(lab)
    .map((block) => block.html)
    .join('\n');
}

/** `[line, English message]` of each warning. */
export function warningsOf(lab: ParsedLab): [number | undefined, string][] {
  return lab.warnings.map((warning) => [warning.line, warning.message.en]);
}

/** A folder below the test file's private HOME, which is removed with all that is in it. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(process.env.HOME ?? '/nowhere', 'labs-'));
}
