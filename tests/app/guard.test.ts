// What pages may not do, asked of the guard itself; the real thing is asked in tests/e2e/security.e2e.test.ts.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { guardPages, labPartition } from '../../main/app/guard';
import { silentLog } from '../../main/log/log';
import { app, FakeContents } from '../helpers/fake-electron';

vi.mock('electron', () => import('../helpers/fake-electron'));

beforeAll(() => guardPages(silentLog));

function made(type: string): FakeContents {
  const contents = new FakeContents(type);
  app.emit('web-contents-created', {}, contents);
  return contents;
}

/** Whether the event was let pass. */
function passes(contents: FakeContents, event: string, ...rest: unknown[]): boolean {
  let isPrevented = false;
  contents.emit(event, { preventDefault: () => (isPrevented = true) }, ...rest);
  return !isPrevented;
}

describe('the window', () => {
  it('opens no other window', () => {
    const { opens } = made('window');
    expect(opens({ url: 'essaim://app/index.html' })).toEqual({ action: 'deny' });
    expect(opens({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
  });

  it.each([
    'https://example.org/',
    'file:///etc/passwd',
    'essaim://application/',
    'about:blank',
    'data:text/html,x',
  ])('does not go to %s', (url) => {
    const window = made('window');
    expect(passes(window, 'will-navigate', url)).toBe(false);
    expect(passes(window, 'will-redirect', url)).toBe(false);
  });

  it('loads its own page again', () => {
    expect(passes(made('window'), 'will-navigate', 'essaim://app/index.html')).toBe(true);
  });
});

describe('a webview', () => {
  const attach = (parameters: object, preferences: object = {}): boolean =>
    passes(made('window'), 'will-attach-webview', preferences, parameters);

  it.each(['about:blank', 'http://node1:8080/', 'http://node7/', 'https://node2:8443/x?y'])(
    'may show %s',
    (src) => {
      expect(attach({ partition: labPartition, src })).toBe(true);
    },
  );

  it.each([
    'http://example.org/',
    'http://node8:8080/',
    'http://node1.example.org/',
    'http://node1:8080@example.org/',
    'http://127.0.0.1:8080/',
    'file:///etc/passwd',
    'essaim://app/index.html',
    'javascript:alert(1)',
    '',
  ])('may not show "%s"', (src) => {
    expect(attach({ partition: labPartition, src })).toBe(false);
  });

  it.each([undefined, '', 'persist:essaim-lab', 'other'])('has the partition %s refused', (partition) => {
    expect(attach({ partition, src: 'about:blank' })).toBe(false);
  });

  it('is locked whatever the page asks for', () => {
    const preferences: Record<string, unknown> = {
      preload: '/tmp/evil.js',
      nodeIntegration: true,
      contextIsolation: false,
      sandbox: false,
      webSecurity: false,
      webviewTag: true,
      enableBlinkFeatures: 'SomeFeature',
    };
    attach({ partition: labPartition, src: 'about:blank' }, preferences);
    expect(preferences).toEqual({
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      partition: labPartition,
    });
  });
});

describe('a page in the browser tab', () => {
  it('stays in the lab', () => {
    const guest = made('webview');
    expect(passes(guest, 'will-navigate', 'http://node3:8000/')).toBe(true);
    expect(passes(guest, 'will-navigate', 'https://example.org/')).toBe(false);
    expect(passes(guest, 'will-redirect', 'http://127.0.0.1:631/')).toBe(false);
  });

  it('opens a window of the lab in the tab, and no other', () => {
    const guest = made('webview');
    expect(guest.opens({ url: 'http://node2:8080/' })).toEqual({ action: 'deny' });
    expect(guest.opens({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
    expect(guest.loaded).toEqual(['http://node2:8080/']);
  });

  it('sends nothing around the lab’s door', () => {
    expect(made('webview').policy).toBe('disable_non_proxied_udp');
  });
});
