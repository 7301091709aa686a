// The library's cards: in which part they stand, which of them a search finds, and what their button does.
import type { LabCard, Language } from '../../../preload/contract';
import { saidIn } from '../../guide/said';

export interface LibraryPart {
  origin: LabCard['origin'];
  cards: LabCard[];
}

/** Cards above which a search pays. */
const many = 8;

export function isSearchable(cards: LabCard[]): boolean {
  return cards.length > many;
}

/** Those that ship with Essaim first; parts without a card are left out. */
export function partsOf(cards: LabCard[]): LibraryPart[] {
  return (['shipped', 'opened'] as const)
    .map((origin) => ({ origin, cards: cards.filter((card) => card.origin === origin) }))
    .filter((part) => part.cards.length > 0);
}

/** Those that hold every word of the text, in whatever they show; accents and case aside. */
export function matching(cards: LabCard[], text: string, language: Language): LabCard[] {
  const words = plain(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return cards.filter((card) => {
    const { title, author = '', tags, summary, source } = card;
    const said = summary ? saidIn(summary, language).text : '';
    const all = plain([title, author, said, ...tags, source].join(' '));
    return words.every((word) => all.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** How the button is called. */
export function actionOf({
  isOpen,
  failure,
  progress,
}: LabCard): 'back' | 'retry' | 'resume' | 'review' | 'open' {
  if (failure) return 'retry';
  if (isOpen) return 'back';
  if (progress?.finishedAt !== undefined) return 'review';
  return progress && progress.done > 0 ? 'resume' : 'open';
}
