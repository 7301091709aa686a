import { describe, expect, it } from 'vitest';
import { judgeAddress } from '../../../renderer/library/address';

describe('an address', () => {
  it.each([
    ['https://exemple.fr/labo.md', 'https://exemple.fr/labo.md'],
    ['  https://exemple.fr/mon labo.zip ', 'https://exemple.fr/mon%20labo.zip'],
    ['file:///home/zoe/labo.md', 'file:///home/zoe/labo.md'],
  ])('%j is opened', (typed, url) => expect(judgeAddress(typed)).toEqual({ kind: 'good', url }));

  it.each([
    ['', 'library:addressEmpty'],
    ['exemple.fr/labo.md', 'library:addressNone'],
    ['/home/zoe/labo.md', 'library:addressNone'],
    ['http://exemple.fr/labo.md', 'library:addressPlain'],
    ['ftp://exemple.fr/labo.md', 'library:addressProtocol'],
    ['javascript:alert(1)', 'library:addressProtocol'],
    ['https://zoe:secret@exemple.fr/labo.md', 'library:addressPassword'],
  ])('%j is refused with %s', (typed, why) => expect(judgeAddress(typed)).toEqual({ kind: 'bad', why }));
});
