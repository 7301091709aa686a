// How a step went, in a few words.
import { expect, it } from 'vitest';
import { translator } from '../../../../main/i18n/i18n';
import { remarksOn } from '../../../../renderer/guide/closing/remarks';

it('names the state first, then the help that the step took', () => {
  const say = translator('fr');
  expect(remarksOn({ state: 'done', hints: 0, isSolved: false }, say)).toEqual(['faite']);
  expect(remarksOn({ state: 'partly', hints: 2, isSolved: true }, say)).toEqual([
    'en partie faite',
    '2 indices',
    'solution vue',
  ]);
});
