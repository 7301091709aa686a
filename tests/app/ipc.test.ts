// The door between the worlds, knocked at with what a page that was taken over might say.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createTell, type Handlers, openDoor } from '../../main/app/ipc';
import { argumentsOf } from '../../main/app/ipc-arguments';
import { Failure } from '../../main/failure/failure';
import { silentLog } from '../../main/log/log';
import { asked, FakeContents } from '../helpers/fake-electron';

vi.mock('electron', () => import('../helpers/fake-electron'));

const page = new FakeContents();
const own = { sender: page, senderFrame: { parent: null, url: 'essaim://app/index.html' } };
const heard: [string, unknown[]][] = [];

/** Every call of the contract, written down. */
function handlers(): Handlers {
  const nouns = Object.entries(argumentsOf).map(([noun, verbs]) => {
    const handle = (verb: string): [string, unknown] => [
      verb,
      (...args: unknown[]) => void heard.push([`${noun}.${verb}`, args]),
    ];
    return [noun, Object.fromEntries(Object.keys(verbs).map(handle))] as const;
  });
  const all = Object.fromEntries(nouns) as Handlers;
  all.cluster.start = () => {
    throw new Failure('cluster', 'cluster:notUp', { name: 'labo' }, { cause: new Error('below') });
  };
  all.app.paste = () => {
    throw new TypeError('a fault of ours');
  };
  return all;
}

function call(name: string, args: unknown, event: object = own): Promise<unknown> {
  const handler = asked.handlers.get(name);
  if (!handler) throw new Error(`nobody serves ${name}`);
  return handler(event, args);
}

beforeAll(() => openDoor(() => page as never, handlers(), silentLog));

describe('a call', () => {
  it('reaches its handler with its arguments and nothing else', async () => {
    heard.length = 0;
    expect(await call('guide.insert', [12, 3])).toEqual({ ok: true, value: undefined });
    expect(heard).toEqual([['guide.insert', [12, 3]]]);
  });

  it('that fails becomes a value with its sentence and its cause', async () => {
    expect(await call('cluster.start', [])).toEqual({
      ok: false,
      failure: { kind: 'cluster', text: 'cluster:notUp', values: { name: 'labo' }, cause: 'below' },
    });
    expect(await call('app.paste', [])).toMatchObject({
      ok: false,
      failure: { kind: 'fault', text: 'window:fault' },
    });
  });

  it.each([
    ['a frame in the page', { ...own, senderFrame: { parent: {}, url: 'essaim://app/index.html' } }],
    ['the browser tab', { sender: new FakeContents('webview'), senderFrame: own.senderFrame }],
    ['another page in the window', { ...own, senderFrame: { parent: null, url: 'https://example.org/' } }],
    [
      'a page whose address only looks like ours',
      { ...own, senderFrame: { parent: null, url: 'essaim://apple/' } },
    ],
    ['a frame that is gone', { ...own, senderFrame: null }],
  ])('from %s is refused', async (_, event) => {
    heard.length = 0;
    expect(await call('guide.restart', [], event)).toMatchObject({ ok: false, failure: { kind: 'fault' } });
    expect(heard).toEqual([]);
  });
});

describe('arguments', () => {
  const size = { columns: 80, rows: 24 };

  it.each<[string, unknown]>([
    ['app.openOutside', ['http://example.org/']],
    ['app.openOutside', ['file:///etc/passwd']],
    ['app.openOutside', ['javascript:alert(1)']],
    ['app.openOutside', ['smb://server/share']],
    ['app.copy', [{}]],
    ['app.quit', ['now']],
    ['settings.change', [{ engine: 'other' }]],
    ['settings.change', [{ unknown: 1 }]],
    ['settings.change', ['dark']],
    ['settings.change', [{ terminalFontSize: 1e9 }]],
    ['terminals.open', [{ kind: 'node', number: 8 }, size]],
    ['terminals.open', [{ kind: 'host', program: '/bin/sh' }, size]],
    [
      'terminals.open',
      [
        { kind: 'node', number: 1 },
        { columns: 0, rows: 24 },
      ],
    ],
    ['terminals.resize', ['terminal-1', { columns: 1.5, rows: 24 }]],
    ['terminals.write', ['terminal-1']],
    ['terminals.write', ['terminal-1', 'x'.repeat(10_000_001)]],
    ['terminals.acknowledge', ['terminal-1', -1]],
    ['guide.run', ['12']],
    ['guide.run', [12, 13]],
    ['guide.insert', [12, 8]],
    ['guide.answer', [12, [-1]]],
    ['browser.answers', ['example.org', 80]],
    ['browser.answers', ['node1', 65_536]],
    ['tasks.logs', ['../../etc/passwd']],
    ['cluster.start', [true]],
    ['cluster.start', undefined],
    ['cluster.start', { length: 0 }],
  ])('of %s are refused where they are %j', async (name, args) => {
    heard.length = 0;
    expect(await call(name, args)).toMatchObject({ ok: false, failure: { kind: 'fault' } });
    expect(heard).toEqual([]);
  });

  it('without a value change no setting', async () => {
    heard.length = 0;
    await call('settings.change', [{ theme: undefined, language: 'en' }]);
    expect(heard).toEqual([['settings.change', [{ language: 'en' }]]]);
  });
});

describe('telling', () => {
  it('goes to the window’s page, and to nobody where there is none', () => {
    const held: { contents?: FakeContents } = {};
    const tell = createTell(() => held.contents as never);
    tell('app', 'menu', 'settings');
    held.contents = page;
    tell('app', 'menu', 'reset');
    expect(page.sent).toEqual([['app.menu', 'reset']]);
    page.isGone = true;
    tell('app', 'menu', 'stop');
    expect(page.sent).toHaveLength(1);
    page.isGone = false;
  });
});
