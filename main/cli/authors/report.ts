// What a rehearsal says: line by line while it plays, then its summary and the files that were asked for.
import { writeFile } from 'node:fs/promises';
import pc from 'picocolors';
import { toJUnit } from '../../labs/rehearsal/junit';
import type { ActionReport, RehearsalReport, Status, StepReport } from '../../labs/rehearsal/report';
import type { Context } from '../context';

export interface ReportOptions {
  json: boolean;
  report?: string;
  junit?: string;
}

export async function publish(
  report: RehearsalReport,
  options: ReportOptions,
  context: Context,
): Promise<void> {
  if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  if (options.junit) await writeFile(options.junit, toJUnit(report));
  if (options.json) context.print(JSON.stringify(report, null, 2));
  else for (const line of summary(report, context)) context.print(line);
}

const marks: Record<Status, string> = {
  passed: pc.green('✓'),
  limited: pc.yellow('~'),
  failed: pc.red('✗'),
  'not-played': pc.dim('·'),
};

export function actionLine({ kind, node, text, status, seconds, detail, at }: ActionReport): string {
  const where = node ? `[${node}] ` : '';
  const what = kind === 'output' ? `→ ${text}` : text.replace(/\s*\\\n\s*/g, ' ');
  // Where it stands, so that who wrote it finds it.
  const place = status === 'failed' && at ? ` (${at})` : '';
  const why = detail ? pc.dim(`\n        ${detail.replace(/\n/g, '\n        ')}`) : '';
  return `      ${marks[status]} ${where}${what}${place} ${pc.dim(`${seconds.toFixed(1)} s`)}${why}`;
}

export function stepLine({ title, status, seconds }: StepReport): string {
  return `  ${marks[status]} ${pc.bold(title)} ${pc.dim(`${seconds.toFixed(1)} s`)}`;
}

function summary({ steps, status, seconds, lab }: RehearsalReport, { say }: Context): string[] {
  const count = (wanted: Status): number => steps.filter((step) => step.status === wanted).length;
  const verdicts = {
    passed: 'cli:verdictPassed',
    limited: 'cli:verdictLimited',
    failed: 'cli:verdictFailed',
    'not-played': 'cli:verdictFailed',
  } as const;
  return [
    say(verdicts[status], { title: lab.title, seconds: seconds.toFixed(0) }),
    ...steps.map(stepLine),
    say('cli:stepCounts', {
      passed: count('passed'),
      limited: count('limited'),
      failed: count('failed'),
      notPlayed: count('not-played'),
    }),
  ];
}
