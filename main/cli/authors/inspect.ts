// `essaim inspect`: what is understood of a lab, and what of it does not play as written.
import { exitCodes } from '../../failure/failure';
import { inspectLab, type Inspection } from '../../labs/inspect';
import type { Context } from '../context';
import { openLab, readLab } from '../open-lab';

export async function inspectCommand(
  context: Context,
  file: string,
  { json }: { json: boolean },
): Promise<number> {
  const { print, say, language } = context;
  const lab = await readLab(context, (await openLab(context, file)).path);
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
  for (const line of warningLines(warnings, lab.path, context)) print(line);
  return exitStatus;
}

/** By kind, the worst first. */
function warningLines(
  warnings: Inspection['warnings'],
  path: string,
  { say }: Pick<Context, 'say'>,
): string[] {
  if (warnings.length === 0) return [say('authoring:allWell')];
  const groups = [
    ['authoring:groupBreaks', warnings.filter(({ breaks }) => breaks)],
    ['authoring:groupLooks', warnings.filter(({ breaks, offline }) => !breaks && !offline)],
    ['authoring:groupOffline', warnings.filter(({ breaks, offline }) => !breaks && offline)],
  ] as const;
  return groups.flatMap(([title, those]) =>
    those.length === 0
      ? []
      : [say(title), ...those.map(({ line, message }) => `${path}:${line ?? 1}: ${message}`)],
  );
}
