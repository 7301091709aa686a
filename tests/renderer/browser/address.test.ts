import { describe, expect, it } from 'vitest';
import { parseAddress, urlOf } from '../../../renderer/browser/address';

const nodes = ['node1', 'node2', 'node3'];

describe('an address', () => {
  it.each([
    ['http://node2:8080/', { node: 'node2', port: 8080, path: '/', secure: false }],
    ['node2:8080', { node: 'node2', port: 8080, path: '/', secure: false }],
    [' NODE3:8000/a?b=1#c ', { node: 'node3', port: 8000, path: '/a?b=1#c', secure: false }],
    ['http://node1', { node: 'node1', port: 80, path: '/', secure: false }],
    ['https://node1/x', { node: 'node1', port: 443, path: '/x', secure: true }],
  ])('%s is a page of a node', (typed, address) => {
    expect(parseAddress(typed, nodes)).toEqual(address);
  });

  it.each([
    '',
    'http://',
    'example.com',
    'http://127.0.0.1:8080/',
    'http://node4:8080/', // the lab has three
    'http://node1.example.com/',
    'http://node1@example.com/',
    'http://user:secret@node1:8080/',
    'http://node1:99999/',
    'http://node1:0/',
    'ftp://node1/',
    'file:///etc/passwd',
    'essaim://app/index.html',
    'javascript:alert(1)',
  ])('%s is none', (typed) => {
    expect(parseAddress(typed, nodes)).toBeUndefined();
  });

  it.each(['http://node1:8080/', 'http://node1/a?b#c', 'https://node2/', 'https://node2:8443/x'])(
    '%s is written as it was read',
    (url) => {
      const address = parseAddress(url, nodes);
      expect(address && urlOf(address)).toBe(url);
    },
  );
});
