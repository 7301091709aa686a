// The app's own addresses: its files, the images of the open lab, and nothing else of the disk.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { serveApp } from '../../main/app/protocol';
import { scratchFolder } from '../helpers/scratch';
import { asked } from '../helpers/fake-electron';

vi.mock('electron', () => import('../helpers/fake-electron'));

beforeAll(async () => {
  const top = await scratchFolder();
  const folder = join(top, 'renderer');
  await mkdir(folder);
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'index.js'), 'void 0');
  await writeFile(join(top, 'secret.txt'), 'secret');
  await mkdir(join(top, 'renderer-other'));
  await writeFile(join(top, 'renderer-other', 'x.js'), 'secret');
  await writeFile(join(top, 'swarm.svg'), '<svg/>');
  serveApp(folder, () => [join(top, 'swarm.svg'), '']);
});

async function get(address: string, method = 'GET'): Promise<Response> {
  const serve = asked.protocols.get('essaim');
  if (!serve) throw new Error('nobody serves the app');
  return serve({ url: address, method });
}

describe('the app’s protocol', () => {
  it('serves the window with a policy that lets no foreign and no inline script run', async () => {
    const answer = await get('essaim://app/index.html');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = Object.fromEntries(
      (answer.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'none'",
    });
    expect(policy).toMatchObject({ 'object-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'" });
  });

  it('serves an image of the lab by its number, as one in which no script runs', async () => {
    const answer = await get('essaim://app/lab/0');
    expect(await answer.text()).toBe('<svg/>');
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(answer.headers.get('content-security-policy')).not.toContain('script');
  });

  it.each([
    'essaim://app/missing.js',
    'essaim://app/../secret.txt',
    'essaim://app/%2e%2e/secret.txt',
    'essaim://app/..%2fsecret.txt',
    'essaim://app/..%2frenderer-other%2fx.js',
    'essaim://app/%2fetc%2fpasswd',
    'essaim://app/lab/1',
    'essaim://app/lab/7',
    'essaim://app/lab/constructor',
    'essaim://app/lab/..%2f..%2fsecret.txt',
    'essaim://other/index.html',
  ])('has nothing at %s', async (address) => {
    const answer = await get(address);
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  });

  it('answers nothing but GET', async () => {
    expect((await get('essaim://app/index.html', 'POST')).status).toBe(404);
  });
});
