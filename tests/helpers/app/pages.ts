// The pages of a running app, driven over Chromium's own protocol: the package lets nobody inspect its Node.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Milliseconds until the window's page is there, on two cores with a QEMU beside. */
const pagePatience = 60_000;
/** Milliseconds for one click, on a machine that is busy. */
const actionPatience = 20_000;

export interface AppPages {
  browser: Browser;
  context: BrowserContext;
  /** The window's own page. */
  window(): Promise<Page>;
  /** The page in the browser tab whose address begins with this. */
  guest(address: string): Promise<Page>;
}

/** @throws where the app ends, or shows no window in time; `ended` says so. */
export async function connectPages(
  profile: string,
  ended: () => string | undefined,
  address = 'essaim://app/',
): Promise<AppPages> {
  const deadline = Date.now() + pagePatience;
  const until = async <T>(what: string, find: () => Promise<T | undefined> | T | undefined): Promise<T> => {
    for (;;) {
      const found = await find();
      if (found !== undefined) return found;
      const end = ended();
      if (end !== undefined) throw new Error(`the app ended (${end}) before ${what}`);
      if (Date.now() > deadline) throw new Error(`no ${what} in ${pagePatience / 1000} s`);
      await sleep(20);
    }
  };
  const port = await until('a port', () => portOf(profile));
  // No defaults: they ask for what Electron does not have, and would change the theme.
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const context = browser.contexts()[0];
  if (!context) throw new Error('the app has no pages at all');
  context.setDefaultTimeout(actionPatience);
  const find = (beginning: string) => (): Page | undefined =>
    context.pages().find((page) => page.url().startsWith(beginning));
  return {
    browser,
    context,
    window: () => until('the window’s page', find(address)),
    guest: async (wanted) => {
      const limit = Date.now() + pagePatience;
      for (;;) {
        const page = find(wanted)();
        if (page) return page;
        if (Date.now() > limit) {
          const there = context.pages().map((each) => each.url());
          throw new Error(`the tab shows no ${wanted}, only ${there.join(', ')}`);
        }
        await sleep(50);
      }
    },
  };
}

async function portOf(profile: string): Promise<string | undefined> {
  const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => ''); // not there yet
  return text.includes('\n') ? text.split('\n')[0] : undefined;
}
