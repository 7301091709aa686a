import { describe, expect, it } from 'vitest';
import { refuseBadName } from '../../../main/labs/checkpoints/checkpoints';

describe('a name', () => {
  it.each(['a', 'fin de la création', 'Étape 2 : services', '…', '...', '.x', '🐝', 'x'.repeat(60)])(
    '%j is taken',
    (name) => expect(() => refuseBadName(name)).not.toThrow(),
  );

  it.each([
    '',
    '  ',
    'x'.repeat(61),
    'a/b',
    '/',
    'a\\b',
    '.',
    '..',
    'a\nb',
    'a\0',
    '\x1b[31m',
    'a\x7f',
    'a\u2028b',
  ])('%j is refused', (name) =>
    expect(() => refuseBadName(name)).toThrow(
      expect.objectContaining({ kind: 'usage', text: 'checkpoints:badName' }) as Error,
    ),
  );
});
