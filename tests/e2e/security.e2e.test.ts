// docs/security.md, point by point, asked of the real app: what a page that was taken over, or a page of the lab, can do.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../helpers/app/app';
import { processesNamed } from '../helpers/app/leftovers';

/** Milliseconds after which what was refused would have happened. */
const moment = 700;

let app: RunningApp;
let page: Page;
/** A server of this machine that no page may reach. */
let stranger: Server;
let address = '';
const requests: string[] = [];

beforeAll(async () => {
  stranger = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('reached');
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  // Without an engine the window is there, and nothing else runs.
  const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  app = await startApp({ settings: { engine: 'docker' }, environment: nowhere });
  page = app.page;
  await page.locator('.guide-article').waitFor();
});

afterAll(async () => {
  await app.dispose();
  stranger.close();
});

beforeEach(() => void (requests.length = 0));

function inPage<T>(expression: string, where = page): Promise<T> {
  return where.evaluate<T>(expression);
}

/** The value that the expression has outside of the debugger's own evaluation, which is above every policy. */
function later<T>(expression: string): Promise<T> {
  return inPage(`new Promise((resolve) => setTimeout(() => resolve((() => { ${expression} })()), 0))`);
}

describe('the window’s page', () => {
  it('has no Node and no Electron, only the calls of the contract', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
    expect(await inPage(`${JSON.stringify(names)}.filter((name) => name in window)`)).toEqual([]);
    const nouns = [
      'app',
      'browser',
      'cluster',
      'diagnostics',
      'guide',
      'library',
      'on',
      'pathOf',
      'settings',
      'tasks',
      'terminals',
    ];
    expect(await inPage('Object.keys(window.essaim).sort()')).toEqual(nouns);
  });

  it('cannot change what it was given', async () => {
    expect(
      await inPage(`(() => {
        try { window.essaim.app.quit = 1; } catch {}
        try { window.essaim = 1; } catch {}
        return [typeof window.essaim, typeof window.essaim.app.quit];
      })()`),
    ).toEqual(['object', 'function']);
  });

  it('runs no inline script, no string and no foreign script', async () => {
    await inPage(`(() => {
      const inline = document.createElement('script');
      inline.textContent = 'window.injected = "inline"';
      const foreign = document.createElement('script');
      foreign.src = '${address}/script.js';
      const image = document.createElement('div');
      image.innerHTML = '<img src="x" onerror="window.injected = 1">';
      document.body.append(inline, foreign, image);
    })()`);
    const tried = await later<string>(`
      try { return String((0, eval)('1 + 1')); } catch (error) { return error.name; }
    `);
    expect(tried).toBe('EvalError');
    await page.waitForTimeout(moment);
    expect(await inPage('window.injected')).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it('reaches nothing outside itself: no request, no image, no frame, no worker', async () => {
    const outcome = await inPage<string>(`fetch('${address}/fetch').then(() => 'reached', () => 'refused')`);
    await inPage(`(() => {
      new Image().src = '${address}/image.png';
      const frame = document.createElement('iframe');
      frame.src = '${address}/frame';
      const link = document.createElement('link');
      Object.assign(link, { rel: 'stylesheet', href: '${address}/style.css' });
      document.body.append(frame, link);
      navigator.sendBeacon?.('${address}/beacon');
      try { new WebSocket('${address.replace('http', 'ws')}/socket'); } catch {}
      try { new Worker('${address}/worker.js'); } catch {}
    })()`);
    await page.waitForTimeout(moment);
    expect(outcome).toBe('refused');
    expect(requests).toEqual([]);
  });

  it('opens no window and goes nowhere else', async () => {
    const before = app.pages.context.pages().length;
    expect(await inPage(`String(window.open('${address}/window'))`)).toBe('null');
    for (const target of [`${address}/page`, 'file:///etc/passwd', 'https://example.org/']) {
      await inPage(`void (location.href = '${target}')`);
      await page.waitForTimeout(moment / 2);
      expect(page.url()).toBe('essaim://app/index.html');
    }
    expect(app.pages.context.pages()).toHaveLength(before);
    expect(requests).toEqual([]);
  });

  it('is given no permission', async () => {
    const asked = await inPage<string[]>(`Promise.all([
      Notification.requestPermission(),
      navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', () => 'denied'),
      navigator.clipboard.readText().then(() => 'granted', () => 'denied'),
      new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('denied'))),
      navigator.permissions.query({ name: 'midi', sysex: true }).then(({ state }) => state),
    ])`);
    expect(asked).toEqual(asked.map(() => 'denied'));
  });

  it('reads no file of the disk through the app’s own protocol', async () => {
    const image = (path: string): string => `new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve('shown');
      image.onerror = () => resolve('nothing');
      image.src = ${JSON.stringify(path)};
    })`;
    expect(await inPage(image('/lab/0'))).toBe('shown');
    expect(await inPage(image('/lab/999'))).toBe('nothing');
    expect(await inPage(image('/..%2f..%2f..%2ficons/essaim.svg'))).toBe('nothing');
  });
});

describe('a call with wrong arguments', () => {
  it.each([
    `window.essaim.guide.run('1')`,
    `window.essaim.guide.run(1, 2)`,
    `window.essaim.settings.change({ engine: 'ssh://evil' })`,
    `window.essaim.settings.change({ __proto__: null, unknown: true })`,
    `window.essaim.terminals.open({ kind: 'host', program: 'sh' }, { columns: 80, rows: 24 })`,
    `window.essaim.terminals.write(1, 'x')`,
    `window.essaim.browser.answers('127.0.0.1', 22)`,
    `window.essaim.tasks.logs('../etc')`,
    `window.essaim.library.open('', 'keep')`,
    `window.essaim.library.open('/labs/un.md', 'both')`,
    `window.essaim.app.openOutside('file:///etc/passwd')`,
    `window.essaim.app.openOutside('javascript:alert(1)')`,
  ])('is refused: %s', async (call) => {
    expect(await inPage(call)).toMatchObject({ ok: false, failure: { kind: 'fault' } });
  });

  it('is refused for an event that there is not', async () => {
    expect(
      await inPage(
        `(() => { try { window.essaim.on('app', 'other', () => {}); } catch (error) { return 'refused'; } })()`,
      ),
    ).toBe('refused');
  });

  it('opens no shell of this machine that the learner did not ask for', async () => {
    const opened = `window.essaim.terminals.open({ kind: 'host' }, { columns: 80, rows: 24 })`;
    expect(await inPage(opened)).toMatchObject({ ok: false });
  });
});

describe('a webview', () => {
  /** Whether a webview with these attributes is given a guest. */
  async function attaches(attributes: Record<string, string>): Promise<boolean> {
    await inPage(`(() => {
      const view = document.createElement('webview');
      view.id = 'tried';
      for (const [name, value] of Object.entries(${JSON.stringify(attributes)})) view.setAttribute(name, value);
      document.body.append(view);
    })()`);
    await page.waitForTimeout(moment);
    const isThere = await inPage<boolean>(`(() => {
      const view = document.getElementById('tried');
      try { return view.getWebContentsId() > 0; } catch { return false; } finally { view.remove(); }
    })()`);
    return isThere;
  }

  it('is given a guest for the lab’s own session', async () => {
    expect(await attaches({ partition: 'essaim-lab', src: 'about:blank' })).toBe(true);
  });

  it.each<Record<string, string>>([
    { partition: 'essaim-lab', src: 'https://example.org/' },
    { partition: 'essaim-lab', src: 'file:///etc/passwd' },
    { partition: 'essaim-lab', src: 'essaim://app/index.html' },
    { partition: 'essaim-lab', src: 'data:text/html,x' },
    { partition: 'persist:other', src: 'about:blank' },
    { src: 'about:blank' },
  ])('is refused with %j', async (attributes) => {
    expect(await attaches(attributes)).toBe(false);
  });

  describe('of the lab', () => {
    let guest: Page;

    beforeAll(async () => {
      const before = app.pages.context.pages();
      await inPage(`(() => {
        const view = document.createElement('webview');
        view.id = 'guest';
        for (const [name, value] of Object.entries({
          partition: 'essaim-lab',
          src: 'about:blank',
          preload: 'file:///tmp/evil.js',
          nodeintegration: '',
          disablewebsecurity: '',
          allowpopups: '',
          webpreferences: 'contextIsolation=no, sandbox=no, nodeIntegration=yes',
        })) view.setAttribute(name, value);
        document.body.append(view);
      })()`);
      const isNew = (each: Page): boolean => !before.includes(each);
      for (let wait = 0; !app.pages.context.pages().some(isNew) && wait < 50; wait += 1)
        await page.waitForTimeout(100);
      const found = app.pages.context.pages().find(isNew);
      if (!found) throw new Error('the guest is gone');
      guest = found;
    });

    it('has no Node, no preload and none of the app’s calls, whatever was asked for', async () => {
      const names = ['require', 'process', 'module', 'Buffer', 'essaim'];
      expect(await inPage(`${JSON.stringify(names)}.filter((name) => name in window)`, guest)).toEqual([]);
    });

    it('reaches nothing of this machine, and no other place', async () => {
      for (const target of [address, address.replace('127.0.0.1', 'localhost'), 'https://example.org']) {
        const fetched = `fetch('${target}/x', { mode: 'no-cors' }).then(() => 'reached', () => 'refused')`;
        expect(await inPage(fetched, guest)).toBe('refused');
      }
      expect(requests).toEqual([]);
    });

    it('goes nowhere else, neither by itself nor sent by the window', async () => {
      for (const target of [`${address}/page`, 'file:///etc/passwd', 'essaim://app/index.html']) {
        await inPage(`void (location.href = '${target}')`, guest).catch(() => undefined);
        await inPage(
          `document.getElementById('guest').loadURL('${target}').then(() => 'went', () => 'refused')`,
        );
        await page.waitForTimeout(moment / 2);
        expect(await inPage('document.documentElement.innerText', guest)).not.toMatch(/reached|root:|Essaim/);
      }
      expect(requests).toEqual([]);
    });

    it('opens no window and is given no permission', async () => {
      expect(await inPage(`String(window.open('${address}/window'))`, guest)).toBe('null');
      expect(requests).toEqual([]);
    });
  });
});

describe('the package', () => {
  it('has its fuses set', async ({ skip }) => {
    if (process.env.ESSAIM_TEST_APP === 'sources') skip('there is no package');
    const wire = await getCurrentFuseWire(app.program);
    const state = (fuse: FuseV1Options): string => String.fromCharCode(Number(wire[fuse]));
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      cookies: state(FuseV1Options.EnableCookieEncryption),
      asarOnly: state(FuseV1Options.OnlyLoadAppFromAsar),
      integrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    }).toEqual({
      runAsNode: '0',
      nodeOptions: '0',
      inspect: '0',
      cookies: '1',
      asarOnly: '1',
      integrity: '1',
    });
  });

  it('runs its pages in processes without Node', async () => {
    const renderers = await processesNamed(app.top, '--type=renderer');
    expect(renderers.length).toBeGreaterThan(0);
    for (const pid of renderers) {
      const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
      expect(words).not.toContain('--node-integration');
      // Chromium's sandbox does not serve root, whom these tests may run as.
      if (process.getuid?.() !== 0) expect(words).not.toContain('--no-sandbox');
    }
  });

  it('answers no page but its own', async () => {
    // An empty page is the one that Chromium shows without asking anybody.
    await inPage(`void (location.href = 'about:blank')`);
    await page.waitForURL('about:blank');
    expect(await inPage(`window.essaim.app.state()`)).toMatchObject({
      ok: false,
      failure: { kind: 'fault' },
    });
    await page.goto('essaim://app/index.html');
    expect(await inPage(`window.essaim.app.state()`)).toMatchObject({ ok: true });
  });
});
