// Times in words.
import { expect, it } from 'vitest';
import { translator } from '../../../../main/i18n/i18n';
import { expectedInWords, timeInWords } from '../../../../renderer/guide/steps/time';

const say = translator('fr');

it('rounds to minutes, and writes hours from sixty on', () => {
  expect([5, 29, 31, 300, 3599, 3900].map((seconds) => timeInWords(seconds, say))).toEqual([
    '< 1 min',
    '< 1 min',
    '1 min',
    '5 min',
    '1 h 00',
    '1 h 05',
  ]);
});

it('marks what is only expected', () => {
  expect(expectedInWords(5, say)).toBe('≈\u00a05 min');
});
