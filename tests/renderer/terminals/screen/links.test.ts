// Where links in a terminal lead.
import { describe, expect, test } from 'vitest';
import { linkPattern, linkTarget } from '../../../../renderer/terminals/screen/links';

const place = { node: 'node2', addresses: new Map([['10.42.0.13', 'node3']]) };

describe('a link', () => {
  test('to a node opens the browser tab there', () => {
    expect(linkTarget('http://node1:8080/a?b=c#d', place)).toEqual({
      kind: 'page',
      node: 'node1',
      port: 8080,
      path: '/a?b=c#d',
    });
    expect(linkTarget('http://node1', place)).toMatchObject({ port: 80, path: '/' });
  });

  test.each(['http://localhost:8000', 'http://127.0.0.1:8000/', 'http://0.0.0.0:8000', 'http://[::]:8000/'])(
    '%s leads to the node that printed it',
    (link) => {
      expect(linkTarget(link, place)).toEqual({ kind: 'page', node: 'node2', port: 8000, path: '/' });
    },
  );

  test('to a node’s address leads to that node', () => {
    expect(linkTarget('http://10.42.0.13:8080/', place)).toMatchObject({ node: 'node3', port: 8080 });
  });

  test('to an https page opens outside', () => {
    expect(linkTarget('https://docs.docker.com/swarm', place)).toEqual({
      kind: 'outside',
      url: 'https://docs.docker.com/swarm',
    });
  });

  test('to anything else leads nowhere', () => {
    for (const link of [
      'http://example.com/',
      'http://192.168.1.1/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'x',
    ]) {
      expect(linkTarget(link, place)).toBeUndefined();
    }
    expect(linkTarget('http://localhost:8000', { ...place, node: undefined })).toBeUndefined();
  });
});

describe('in a line, a link', () => {
  const found = (line: string): string | undefined => linkPattern.exec(line)?.[0];

  test('ends before the punctuation of its sentence', () => {
    expect(found('Visitez http://node1:8080/vote.')).toBe('http://node1:8080/vote');
    expect(found('(https://docs.docker.com/)')).toBe('https://docs.docker.com/');
  });

  test('is none where it would lead nowhere', () => {
    expect(found('see http://example.com/ and ftp://node1/')).toBeUndefined();
    expect(found('http://localhosted.example/')).toBeUndefined();
  });
});
