// How checkpoints read on the console: a table, oldest first.
import { type Language, translator } from '../i18n/i18n';
import type { Checkpoint } from '../labs/checkpoints/checkpoints';

export function describeCheckpoints(checkpoints: Checkpoint[], language: Language): string {
  const say = translator(language);
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const header = [
    say('checkpoints:columnName'),
    say('checkpoints:columnWhen'),
    say('checkpoints:columnStep'),
    say('checkpoints:columnSize'),
  ];
  const rows = checkpoints.map(({ name, savedAt, step, size }) => [
    name,
    when.format(new Date(savedAt)),
    step ? `${step.lab} › ${step.step}` : '–',
    sizeText(size, language),
  ]);
  return aligned([header, ...rows]);
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function sizeText(bytes: number, language: Language): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const format = {
    style: 'unit',
    unit: units[power],
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(language, format).format(bytes / 1000 ** power);
}

/** Columns two spaces apart, without spaces at the ends of lines. */
function aligned(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}
