import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAddress, readAddress, siteRoot } from '../../../main/labs/sources/address';

describe('a source', () => {
  it.each(['lab', './lab.zip', '/labs/a b', 'C:\\labs', 'a/b:c'])('%s is a path', (source) => {
    expect(readAddress(source)).toEqual({ kind: 'path', path: resolve(source) });
    expect(isAddress(source)).toBe(false);
  });

  it('may be a file’s address', () => {
    expect(readAddress('file:///labs/a%20b')).toEqual({ kind: 'path', path: '/labs/a b' });
  });

  it.each([
    ['https://example.com/a.md#part', 'https://example.com/a.md'],
    ['HTTPS://example.com/a.md?x=1', 'https://example.com/a.md?x=1'],
    [
      'https://github.com/o/r/blob/main/_posts/a.md',
      'https://raw.githubusercontent.com/o/r/main/_posts/a.md',
    ],
    ['https://www.github.com/o/r/raw/v1/lab.zip', 'https://raw.githubusercontent.com/o/r/v1/lab.zip'],
    ['https://github.com/o/r/archive/main.zip', 'https://github.com/o/r/archive/main.zip'],
    ['https://example.com/o/r/blob/main/a.md', 'https://example.com/o/r/blob/main/a.md'],
  ])('%s is fetched at %s', (source, href) => {
    const address = readAddress(source);
    expect(address.kind === 'web' && address.url.href).toBe(href);
  });

  it.each(['http://example.com/a.md', 'ftp://example.com/a', 'javascript:alert(1)', 'data:text/plain,x'])(
    '%s is refused',
    (source) => {
      expect(() => readAddress(source)).toThrow(/opens no (http|ftp|javascript|data) address/);
    },
  );

  it.each(['https://', 'https://a b/', 'file://elsewhere/share'])('%s is no address', (source) => {
    expect(() => readAddress(source)).toThrow('is no address');
  });
});

describe('the root of a site', () => {
  it.each([
    ['https://example.com/posts/a.md', 'https://example.com/'],
    ['https://raw.githubusercontent.com/o/r/main/_posts/a.md', 'https://raw.githubusercontent.com/o/r/main/'],
  ])('of %s is %s', (url, root) => {
    expect(siteRoot(new URL(url)).href).toBe(root);
  });
});
