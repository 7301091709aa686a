import { describe, expect, it } from 'vitest';
import { isLabUrl, mayRequest, proxyThrough } from '../../../main/app/browser/lab-network';

describe('the browser tab', () => {
  it.each([
    'about:blank',
    'http://node1/',
    'http://node7:8080/a?b',
    'https://node2:8443/',
    'http://node3:8000',
  ])('goes to %s', (url) => expect(isLabUrl(url)).toBe(true));

  it.each([
    'http://node8:8080/',
    'http://node1.example.com/',
    'http://node1:8080@example.com/',
    'http://node12/',
    'http://example.com/?http://node1/',
    'http://127.0.0.1:8080/',
    'http://localhost/',
    'file:///etc/passwd',
    'essaim://app/index.html',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank#x',
    'chrome://gpu',
  ])('does not go to %s', (url) => expect(isLabUrl(url)).toBe(false));

  it('lets a page ask for what is of a node, sockets included, and for what it made itself', () => {
    for (const url of [
      'ws://node1:8000/live',
      'wss://node1/x',
      'data:image/png;base64,x',
      'blob:http://node1/1',
    ])
      expect([url, mayRequest(url)]).toEqual([url, true]);
    for (const url of [
      'https://fonts.example/',
      'ws://example.com/',
      'file:///etc/passwd',
      'http://gateway:5000/',
    ])
      expect([url, mayRequest(url)]).toEqual([url, false]);
  });
});

describe('its proxy', () => {
  it('is the door of the cluster, for this machine’s own addresses, too', () => {
    expect(proxyThrough(40_123)).toEqual({
      proxyRules: 'socks5://127.0.0.1:40123',
      proxyBypassRules: '<-loopback>',
    });
  });

  it('leads nowhere without a cluster, but is never left out', () => {
    expect(proxyThrough(undefined)).toEqual({
      proxyRules: 'socks5://127.0.0.1:1',
      proxyBypassRules: '<-loopback>',
    });
  });
});
