// When the lab was begun and ended, in words.
import type { Translate } from '../../../main/i18n/i18n';
import type { Language, Progress } from '../../../preload/contract';

/** One date where it was begun and ended on the same day; empty where a date cannot be read. */
export function datesIn(
  { startedAt, finishedAt }: Pick<Progress, 'startedAt' | 'finishedAt'>,
  language: Language,
  say: Translate,
): string {
  const dateOf = (iso: string): string | undefined =>
    Number.isNaN(Date.parse(iso)) ? undefined : dateInWords(new Date(iso), language);
  const begun = dateOf(startedAt);
  const ended = finishedAt === undefined ? undefined : dateOf(finishedAt);
  if (begun === undefined) return '';
  if (ended === undefined) return say('guide:begunOn', { date: begun });
  return ended === begun ? say('guide:doneOn', { date: ended }) : say('guide:doneFromTo', { begun, ended });
}

export function dateInWords(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(date);
}
