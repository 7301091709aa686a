import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isAlive, missingForStandIns, startStandIn, type StandIn } from './stand-in';

const missing = missingForStandIns();
/** The images stop well under a second; a busy machine gets more. In ms. */
const stopLimit = 2_000;

describe.skipIf(missing)(`the stand-in for instavote/vote${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let standIn: StandIn | undefined;

  async function start(environment: Record<string, string> = {}): Promise<StandIn> {
    standIn = await startStandIn('vote', environment);
    return standIn;
  }

  afterEach(async () => {
    await standIn?.stop();
    standIn = undefined;
  });

  it('shows both choices, the container and what it is', async () => {
    const { url } = await start({ VOTE_LAYOUT: 'plain', VOTE_TAG: 'latest' });
    const page = await (await fetch(url)).text();
    expect(page).toContain('<span>Cats</span>');
    expect(page).toContain('<span>Dogs</span>');
    expect(page).toContain(`data-container="${hostname()}"`);
    expect(page).toContain(`Servi par le conteneur <code>${hostname()}</code>`);
    expect(page).toContain('Doublure d’Essaim pour <b>instavote/vote</b>');
    expect(page).toContain('aucun serveur ne compte les votes');
  });

  it('needs no environment, and closes every connection so that the next request meets another container', async () => {
    const { url } = await start();
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('connection')).toBe('close');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('instavote/vote:latest');
  });

  it('looks different as indent', async () => {
    const { url } = await start({ VOTE_LAYOUT: 'indent', VOTE_TAG: 'indent' });
    const page = await (await fetch(url)).text();
    expect(page).toContain('<body class="indent"');
    expect(page).toContain('<p class="tag">instavote/vote:indent</p>');
  });

  it.each([
    ['en-GB,en;q=0.9', 'Served by container'],
    ['de, en;q=0.8, fr;q=0.5', 'Served by container'],
    ['fr-CA,en', 'Servi par le conteneur'],
    ['de', 'Servi par le conteneur'],
    ['*', 'Servi par le conteneur'],
  ])('answers Accept-Language %j with %j', async (language, words) => {
    const { url } = await start();
    const page = await (await fetch(url, { headers: { 'Accept-Language': language } })).text();
    expect(page).toContain(words);
  });

  it('keeps the choice across the redirect', async () => {
    const { url } = await start();
    for (const [vote, name] of [
      ['a', 'Cats'],
      ['b', 'Dogs'],
    ] as const) {
      const posted = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ vote }),
        redirect: 'manual',
      });
      expect(posted.status).toBe(303);
      expect(posted.headers.get('location')).toBe('/');
      const cookie = posted.headers.get('set-cookie')?.split(';')[0] ?? '';
      const page = await (await fetch(url, { headers: { Cookie: `other=1; ${cookie}` } })).text();
      expect(page).toContain(`data-choice="${vote}"`);
      expect(page).toContain(`Votre choix : ${name}.`);
      expect(page).toMatch(new RegExp(`value="${vote}" aria-pressed="true"`));
    }
  });

  it.each([
    ['an unknown choice', 'vote=c', 400],
    ['nothing', '', 400],
    ['too much', `vote=a&x=${'x'.repeat(100_000)}`, 413],
  ])('refuses %s', async (_, body, status) => {
    const { url } = await start();
    expect((await fetch(url, { method: 'POST', body })).status).toBe(status);
    expect((await fetch(url)).status).toBe(200);
  });

  it.each(['/nothing', '/nothing/', '/cgi-bin/index.cgi', '/cgi-bin/', '/../page.sh', '/%2e%2e/page.sh'])(
    'has nothing at %s',
    async (path) => {
      const { port } = await start();
      expect([400, 403, 404]).toContain((await ask(port, path)).status);
    },
  );

  it('escapes what the environment says', async () => {
    const { url } = await start({ OPTION_A: `<script>"&'`, VOTE_TAG: '"><b>' });
    const page = await (await fetch(url)).text();
    expect(page).toContain('<span>&lt;script&gt;&quot;&amp;&#39;</span>');
    expect(page).toContain('data-tag="&quot;&gt;&lt;b&gt;"');
    expect(page).not.toContain('<script');
  });

  it('never runs or expands what a request says', async () => {
    const { port } = await start();
    const trap = join(tmpdir(), `essaim-trap-${process.pid}`);
    const evil = `$(touch ${trap})\`touch ${trap}\`;touch ${trap};*`;
    const { status, body } = await ask(port, `/?${encodeURI(evil)}`, {
      Cookie: `vote=${evil}`,
      'Accept-Language': evil,
      'User-Agent': evil,
    });
    expect(status).toBe(200);
    expect(body).toContain('data-choice=""');
    expect(existsSync(trap)).toBe(false);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops at once on %s', async (signal) => {
    const { stop, httpd, url } = await start();
    expect(isAlive(httpd)).toBe(true);
    const { took, code } = await stop(signal);
    expect(code).toBe(0);
    expect(took).toBeLessThan(stopLimit);
    await expect.poll(() => isAlive(httpd)).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('stops at once while a client keeps it waiting', async () => {
    const { stop, port } = await start();
    const client = connect(port, '127.0.0.1').on('error', () => undefined); // reset when the server goes
    await once(client, 'connect');
    client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nvo');
    const { took } = await stop();
    client.destroy();
    expect(took).toBeLessThan(stopLimit);
  });
});

/** A GET whose path is sent as it is; fetch would tidy it. */
async function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}
