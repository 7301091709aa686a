// `essaim inspect`: what is understood of a lab, and what of it does not play as written.
import { exitCodes } from '../failure/failure';
import { inspectLab } from '../labs/inspect';
import { findLab, loadLab } from '../labs/load';
import type { Context } from './context';

export async function inspectCommand(
  context: Context,
  file: string,
  { json }: { json: boolean },
): Promise<number> {
  const { print, say, language, paths } = context;
  const lab = await loadLab(await findLab(file, paths.labs));
  const inspection = inspectLab(lab, language);
  const exitStatus = lab.warnings.some(({ breaks }) => breaks) ? exitCodes['bad-input'] : 0;
  if (json) {
    print(JSON.stringify(inspection, null, 2));
    return exitStatus;
  }
  const { title, author, terminals, steps, totals, warnings } = inspection;
  print(`${title}${author ? ` — ${author}` : ''}`);
  print(say('cli:labTerminals', { count: terminals }));
  for (const step of steps) print(`  ${'  '.repeat(Math.max(0, step.level - 1))}${step.title}`);
  for (const [terminal, count] of Object.entries(totals.commands))
    print(say('cli:labCommands', { terminal, count }));
  print(say('cli:labTotals', { links: totals.portLinks, images: totals.images, quizzes: totals.quizzes }));
  for (const { line, message } of warnings) print(`${lab.path}:${line ?? 1}: ${message}`);
  return exitStatus;
}
