// What a way is called.
import { expect, it } from 'vitest';
import { translator } from '../../../../main/i18n/i18n';
import { travelTitle } from '../../../../renderer/guide/travel/titles';

it('tells going, redoing and solving apart, under way and at the end', () => {
  const say = translator('fr');
  const title = (kind: 'under-way' | 'arrived', purpose: 'go' | 'redo' | 'solve'): string =>
    say(travelTitle({ kind, purpose, step: 'a', stops: [], done: 0 }), { title: 'A' });
  const all = (['under-way', 'arrived'] as const).flatMap((kind) =>
    (['go', 'redo', 'solve'] as const).map((purpose) => title(kind, purpose)),
  );
  // One arrives in the same place, wherever one came from.
  expect(new Set(all).size).toBe(5);
  expect(all.every((text) => text.includes('A'))).toBe(true);
});
