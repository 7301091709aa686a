import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../main/failure/failure';
import { loadLab } from '../../../main/labs/load';
import { download } from '../../../main/labs/sources/download';
import { openSource } from '../../../main/labs/sources/open-source';
import { post, temporaryFolder } from '../written';
import { openSite, redirectTo, type Site } from './site';
import { zipOf } from './zip';

const images = ['a.png', '/images/b.svg', 'none.png', '../c.png', 'https://example.com/d.png', 'lab.yml'];
const markdown = post(...images.map((source) => `![x](${source})`));
const pages = {
  '/posts/swarm.md': markdown,
  '/posts/a.png': 'A',
  '/images/b.svg': '<svg/>',
  '/c.png': 'C',
  '/posts/lab.yml': 'version: 2',
  '/course/index.md': post('text'),
  '/course/': post('text'),
  '/lab.zip': zipOf([{ name: 'index.md', content: post('zip') }]),
  '/bad.zip': 'no zip',
  '/page': '<!DOCTYPE html><p>page',
  '/page.md': '\n<html>',
  '/empty.md': '',
  '/moved.md': redirectTo('/posts/swarm.md'),
  '/loop.md': redirectTo('/loop.md'),
  '/plain.md': redirectTo('http://127.0.0.1/x.md'),
  '/file.md': redirectTo('file:///etc/passwd'),
  '/nowhere.md': redirectTo('https://'),
  '/broken.md': (_: unknown, response: { destroy(): void }) => response.destroy(),
};

let site: Site;
beforeAll(async () => {
  site = await openSite(pages);
});
afterAll(() => site.close());
beforeEach(() => void site.asked.splice(0));

const cacheFolder = () => join(temporaryFolder(), 'cache');
const open = (path: string, cache = cacheFolder()) => openSource(site.origin + path, { cache, ca: site.ca });

async function sentenceOf(opening: Promise<unknown>): Promise<string> {
  const thrown = await opening.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Failure);
  expect(thrown).toMatchObject({ kind: 'bad-input' });
  return (thrown as Failure).sentence('en');
}

describe('a post on the network', () => {
  it('is fetched, with the images of its own site', async () => {
    const { path, origin } = await open('/posts/swarm.md');
    expect(origin).toBe('web');
    expect(readFileSync(path, 'utf8')).toBe(markdown);
    expect(readFileSync(join(dirname(path), 'a.png'), 'utf8')).toBe('A');
    const lab = await loadLab(path);
    expect(lab).toMatchObject({ id: 'swarm', sidecar: undefined });
    expect(lab.warnings.map(({ line }) => line)).toEqual([8, 9, 10, 11]);
    expect(site.asked.sort()).toEqual([
      '/images/b.svg',
      '/posts/a.png',
      '/posts/none.png',
      '/posts/swarm.md',
    ]);
  });

  it.each([
    ['/course/index.md', 'course'],
    ['/course/', 'course'],
    ['/moved.md', 'moved'],
  ])('%s has the id %s', async (path, id) => {
    expect(await loadLab((await open(path)).path)).toMatchObject({ id });
  });

  it('may be a zip', async () => {
    const { path, origin } = await open('/lab.zip');
    expect(origin).toBe('web');
    expect(await loadLab(path)).toMatchObject({ id: 'lab', title: 'Lab' });
  });
});

describe('without a network', () => {
  it.each(['/posts/swarm.md', '/lab.zip'])('%s opens as it was kept', async (path) => {
    const gone = await openSite(pages);
    const cache = cacheFolder();
    const source = gone.origin + path;
    const first = await openSource(source, { cache, ca: gone.ca });
    await gone.close();
    expect(await openSource(source, { cache, ca: gone.ca })).toEqual({ path: first.path, origin: 'kept' });
    expect(existsSync(first.path)).toBe(true);
  });

  it('what was never fetched is a failure that names the host', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const cache = cacheFolder();
    expect(await sentenceOf(openSource(`https://127.0.0.1:${port}/a.md`, { cache }))).toMatch(
      /127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/,
    );
    expect(await sentenceOf(openSource('https://nowhere.invalid/a.md', { cache }))).toMatch(
      /nowhere\.invalid (is not found|does not answer)/,
    );
  });
});

describe('what is no lab', () => {
  it.each([
    ['/none.md', /answers “404 Not Found”/],
    ['/page', /there is a web page, not a post/],
    ['/page.md', /there is a web page, not a post/],
    ['/empty.md', /is empty/],
    ['/bad.zip', /is not a zip/],
    ['/loop.md', /leads to another address more than 5 times/],
    ['/plain.md', /leads to “http:\/\/127\.0\.0\.1\/x\.md”, which is no https address/],
    ['/file.md', /which is no https address/],
    ['/nowhere.md', /which is no https address/],
    ['/broken.md', /does not answer/],
  ])('%s', async (path, sentence) => {
    const cache = cacheFolder();
    expect(await sentenceOf(open(path, cache))).toMatch(sentence);
    expect(existsSync(join(cache, 'labs')) ? readdirSync(join(cache, 'labs')) : []).toEqual([]);
  });

  it('comes with a certificate of nobody', async () => {
    const cache = cacheFolder();
    expect(await sentenceOf(openSource(`${site.origin}/posts/swarm.md`, { cache }))).toMatch(
      /The certificate of 127\.0\.0\.1:\d+ is not valid/,
    );
    expect(site.asked).toEqual([]);
  });
});

describe('a download', () => {
  const large = (_: unknown, response: { write(chunk: Buffer): void }) =>
    response.write(Buffer.alloc(2 ** 20 + 1));
  const silent = () => undefined;

  it('ends at its limit, in time, and when it is stopped', async () => {
    const slow = await openSite({ '/large': large, '/silent': silent });
    const options = { ca: slow.ca, limitBytes: 2 ** 20, patience: 500 };
    const at = (path: string) => new URL(slow.origin + path);
    expect(await sentenceOf(download(at('/large'), options))).toMatch(/has more than 1 MB/);
    expect(await sentenceOf(download(at('/silent'), options))).toMatch(
      /did not answer in full within 0\.5 s/,
    );
    const stop = new AbortController();
    const stopped = download(at('/silent'), { ...options, patience: 60_000, signal: stop.signal });
    stop.abort();
    await expect(stopped).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(download(at('/silent'), { ...options, signal: stop.signal })).rejects.toMatchObject({
      kind: 'cancelled',
    });
    await slow.close();
  });
});
