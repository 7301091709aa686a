// When the lab was begun and ended, in words.
import { expect, it } from 'vitest';
import { translator } from '../../../../main/i18n/i18n';
import { datesIn } from '../../../../renderer/guide/closing/dates';

const say = translator('fr');
const startedAt = '2026-03-01T12:00:00.000Z';

it('says one date where one day was enough, and both where it was not', () => {
  expect(datesIn({ startedAt, finishedAt: undefined }, 'fr', say)).toBe('Commencé le 1 mars 2026');
  expect(datesIn({ startedAt, finishedAt: '2026-03-01T13:00:00.000Z' }, 'fr', say)).toBe(
    'Fait le 1 mars 2026',
  );
  expect(datesIn({ startedAt, finishedAt: '2026-03-03T12:00:00.000Z' }, 'fr', say)).toBe(
    'Du 1 mars 2026 au 3 mars 2026',
  );
});

it('says nothing of dates that cannot be read', () => {
  expect(datesIn({ startedAt: 'yesterday', finishedAt: undefined }, 'fr', say)).toBe('');
  expect(datesIn({ startedAt, finishedAt: 'today' }, 'fr', say)).toBe('Commencé le 1 mars 2026');
});
