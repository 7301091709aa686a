// With the lab up: no request leaves the machine, nothing listens for others, and axe-core finds no fault in any view.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextKey } from '../../main/i18n/i18n';
import { type RunningApp, startApp } from '../helpers/app/app';
import { button, openDock, turnPage, waitUntilUp } from '../helpers/app/lab';
import { openPorts } from '../helpers/app/leftovers';

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Addresses that a line of strace names outside this machine: IPv4 and IPv6, but for loopback and none at all. */
function foreignAddress(line: string): string | undefined {
  const four = /sin_addr=inet_addr\("([^"]+)"\)/.exec(line)?.[1];
  if (four !== undefined) return /^(127\.|0\.0\.0\.0$)/.test(four) ? undefined : four;
  const six = /inet_pton\(AF_INET6, "([^"]+)"/.exec(line)?.[1];
  return six === undefined || six === '::1' || six === '::' ? undefined : six;
}

describe('the app with its lab up', () => {
  let app: RunningApp;
  let page: Page;
  let folder = '';
  let trace = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'essaim-trace-'));
    trace = join(folder, 'trace');
    // Every process of the app from its first moment: a request is a connect, or a datagram without one.
    const under = [
      'strace',
      '-D',
      '-f',
      '--seccomp-bpf',
      '-qq',
      '-s',
      '64',
      '-e',
      'trace=connect,sendto',
      '-o',
      trace,
    ];
    app = await startApp({ settings: { engine: 'embedded', onQuit: 'remove' }, under });
    page = app.page;
    await waitUntilUp(app);
  });
  afterAll(async () => {
    await app.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('listens on this machine’s loopback alone', async () => {
    const ports = await openPorts(app.top);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((address) => !address.startsWith('127.0.0.1:'))).toEqual([]);
  });

  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    async function faults(): Promise<string[]> {
      // Colours that are on their way are none of a theme.
      await page.waitForTimeout(400);
      await page.evaluate(await readFile(axe, 'utf8'));
      const violations = await page.evaluate<Violation[]>(
        `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
      );
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html.slice(0, 200)} ${failureSummary}`),
      );
    }

    beforeAll(() => page.evaluate(`window.essaim.settings.change({ theme: '${theme}' })`));

    it('has no fault in the guide, the terminals, the map and the browser', async () => {
      await openDock(page, 'map');
      expect(await faults()).toEqual([]);
      await app.screenshot(`axe-${theme}-map`);
      await turnPage(page);
      await openDock(page, 'browser');
      expect(await faults()).toEqual([]);
      await app.screenshot(`axe-${theme}-browser`);
      await button(page, 'guide:overview').click();
      expect(await faults()).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it.each<TextKey>([
      'window:settings',
      'window:shortcuts',
      'window:diagnostics',
      'window:reset',
      'window:stop',
    ])('has no fault in the dialog %s', async (key) => {
      await button(page, key).first().click();
      await page.locator('dialog[open], [role=dialog], [role=alertdialog]').first().waitFor();
      expect(await faults()).toEqual([]);
      await app.screenshot(`axe-${theme}-${key.replace(':', '-')}`);
      await page.keyboard.press('Escape');
      await page
        .locator('dialog[open], [role=dialog], [role=alertdialog]')
        .first()
        .waitFor({ state: 'detached' });
    });
  });

  it('has sent nothing to anywhere but this machine, to its very end', async () => {
    await app.quit();
    const lines = (await readFile(trace, 'utf8')).split('\n');
    expect(lines.some((line) => line.includes('inet_addr("127.0.0.1")'))).toBe(true);
    expect(lines.filter((line) => foreignAddress(line) !== undefined)).toEqual([]);
  });
});
