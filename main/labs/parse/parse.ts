// Reads a Play-with-Docker-Classroom post: Jekyll front matter, Liquid, kramdown with GitHub's extensions.
import path from 'node:path';
import type { FootnoteDefinition, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { Failure } from '../../failure/failure';
import type { Lab, LabTotals, Step, Warning } from '../lab';
import { factsOf } from './facts';
import { splitFrontMatter } from './front-matter';
import { renderLiquid } from './liquid/render';
import { readMarkdown } from './markdown';
import { idOfPost, postLimitBytes, warningOf, type Warn } from './post';
import { firstTitle, stepsOf } from './steps';

export type ParsedLab = Omit<Lab, 'sidecar'>;

/** Throws a Failure of kind `bad-input` for what is too large or too deep to read; all else is a warning at most. */
export function parseLab(source: string, origin: { path: string; id?: string }): ParsedLab {
  const file = path.resolve(origin.path);
  refuseSize(Buffer.byteLength(source), file);
  try {
    return read(source, file, origin.id ?? idOfPost(file));
  } catch (thrown) {
    // The stack ends where lists or elements are nested line by line.
    if (thrown instanceof RangeError)
      throw new Failure('bad-input', 'labs:tooDeep', { path: file, line: 1 }, { cause: thrown });
    throw thrown;
  }
}

function read(source: string, file: string, id: string): ParsedLab {
  const warnings: Warning[] = [];
  const warn: Warn = (line, text, values) => warnings.push(warningOf(line, text, values));

  const { data, body, linesBefore } = splitFrontMatter(source, warn);
  const facts = factsOf(data, warn);
  const rendered = renderLiquid(body, data, linesBefore, warn);
  const root = readMarkdown(rendered, file);
  const title = facts.title ?? firstTitle(root) ?? id;
  const post = {
    ...rendered,
    folder: path.dirname(file),
    terminals: facts.terminals,
    footnotes: footnotesOf(root),
    warn,
  };
  const steps = stepsOf(root, title, post);
  return { id, path: file, ...facts, title, steps, totals: totalsOf(steps), warnings: inLineOrder(warnings) };
}

export function refuseSize(bytes: number, file: string): void {
  if (bytes <= postLimitBytes) return;
  const megabytes = (count: number) => Math.ceil((count / 1024 / 1024) * 10) / 10;
  throw new Failure('bad-input', 'labs:tooLarge', {
    path: file,
    size: megabytes(bytes),
    limit: megabytes(postLimitBytes),
  });
}

function footnotesOf(root: Root): Map<string, FootnoteDefinition> {
  const found = new Map<string, FootnoteDefinition>();
  visit(root, 'footnoteDefinition', (note: FootnoteDefinition) => {
    const key = note.identifier.toUpperCase();
    if (!found.has(key)) found.set(key, note);
  });
  return found;
}

function totalsOf(steps: Step[]): LabTotals {
  const totals: LabTotals = { commands: {}, portLinks: 0, quizzes: 0, images: 0 };
  for (const block of steps.flatMap((step) => step.blocks)) {
    if (block.kind === 'command') {
      totals.commands[block.terminal] = (totals.commands[block.terminal] ?? 0) + 1;
    } else if (block.kind === 'prose') {
      totals.portLinks += block.portLinks.length;
      totals.images += block.images.length;
    } else if (block.kind === 'quiz') totals.quizzes += 1;
  }
  return totals;
}

/** Each once: an inner Liquid tag may be read twice. */
export function inLineOrder(warnings: Warning[]): Warning[] {
  const byText = new Map(warnings.map((warning) => [`${warning.line ?? 0} ${warning.message.en}`, warning]));
  return [...byText.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
