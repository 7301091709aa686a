// The library's parts, its search, and what a card's button is called.
import { describe, expect, it } from 'vitest';
import type { LabCard } from '../../../../preload/contract';
import { actionOf, isSearchable, matching, partsOf } from '../../../../renderer/library/cards/listing';

const card = (over: Partial<LabCard> = {}): LabCard => ({
  source: 'labo',
  origin: 'shipped',
  title: 'Labo',
  author: undefined,
  language: 'fr',
  summary: undefined,
  minutes: undefined,
  level: undefined,
  tags: [],
  steps: 4,
  terminals: 3,
  progress: undefined,
  isOpen: false,
  failure: undefined,
  ...over,
});
const titles = (cards: LabCard[]): string[] => cards.map(({ title }) => title);

describe('the parts', () => {
  it('begin with what ships with Essaim, whatever the order of the cards', () => {
    const parts = partsOf([
      card({ origin: 'opened', title: 'a' }),
      card({ title: 'b' }),
      card({ title: 'c' }),
    ]);
    expect(parts.map(({ origin, cards }) => [origin, titles(cards)])).toEqual([
      ['shipped', ['b', 'c']],
      ['opened', ['a']],
    ]);
  });

  it('are left out where they have no card', () => {
    expect(partsOf([card({ origin: 'opened' })]).map(({ origin }) => origin)).toEqual(['opened']);
    expect(partsOf([])).toEqual([]);
  });
});

describe('the search', () => {
  const cards = [
    card({ title: 'Casser la grappe, et la réparer', summary: { fr: 'Perdez le quorum.', en: 'Lose it.' } }),
    card({ title: 'Stacks', author: 'Zoé Dupont', tags: ['secrets'] }),
  ];

  it('finds words in any order, without accents and capitals', () => {
    expect(titles(matching(cards, 'REPARER casser', 'fr'))).toEqual(['Casser la grappe, et la réparer']);
  });

  it('looks in the author, the tags, and the summary of the window’s language', () => {
    expect(titles(matching(cards, 'zoe', 'fr'))).toEqual(['Stacks']);
    expect(titles(matching(cards, 'secret', 'fr'))).toEqual(['Stacks']);
    expect(matching(cards, 'lose', 'en')).toHaveLength(1);
    expect(matching(cards, 'lose', 'fr')).toHaveLength(0);
  });

  it('wants every word, and finds all where there is none', () => {
    expect(matching(cards, 'stacks quorum', 'fr')).toEqual([]);
    expect(matching(cards, '  ', 'fr')).toHaveLength(2);
  });

  it('is there only for more cards than are seen at once', () => {
    expect(isSearchable(Array.from({ length: 8 }, () => card()))).toBe(false);
    expect(isSearchable(Array.from({ length: 9 }, () => card()))).toBe(true);
  });
});

describe('the button', () => {
  const begun = { done: 1, startedAt: '2026-03-01T10:00:00Z', finishedAt: undefined };

  it.each([
    ['open', card()],
    ['open', card({ progress: { ...begun, done: 0 } })],
    ['resume', card({ progress: begun })],
    ['review', card({ progress: { ...begun, finishedAt: '2026-03-02T10:00:00Z' } })],
    ['back', card({ isOpen: true, progress: begun })],
    [
      'retry',
      card({ isOpen: true, failure: { kind: 'bad-input', text: 'window:fault', values: {}, cause: '' } }),
    ],
  ] as const)('is called “%s”', (action, given) => expect(actionOf(given)).toBe(action));
});
