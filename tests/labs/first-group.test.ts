import { expect, test } from 'vitest';
import { firstGroup } from '../../main/labs/first-group';

test('finds what the first group holds', () => {
  expect(firstGroup('data-container="([0-9a-f]{12})"', '<p data-container="0123456789ab">')).toBe(
    '0123456789ab',
  );
  expect(firstGroup('^token (.+)$', 'a\ntoken xyz\nb', 'm')).toBe('xyz');
  expect(firstGroup('(x)', 'abc')).toBeUndefined();
});

test('gives a pattern up that would search for years', () => {
  const begun = performance.now();
  expect(firstGroup('^((?:a+)+)$', `${'a'.repeat(60)}b`)).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(5_000);
});
