// Where a lab comes from, as its card's source tells.
import type { LabCard } from '../../preload/contract';

/** Whether its author may be at work on it: a file or folder of this machine. */
export function isFollowable({ origin, source }: Pick<LabCard, 'origin' | 'source'>): boolean {
  return origin === 'opened' && !/^https?:/i.test(source) && !/\.zip$/i.test(source);
}

/** `mon-labo.md`; the last part of a path of any system, or of an address. */
export function fileNameOf(source: string): string {
  const parts = source.split(/[\\/]/).filter((part) => part !== '');
  return parts.at(-1) ?? source;
}
