// The real app in a window of its own display, with folders of its own and nothing else of ours on the machine.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Settings } from '../../../preload/contract';
import { repository } from '../../../scripts/repository';
import { type AppPages, connectPages } from './pages';
import { appProgram } from './program';
import { type Display, startDisplay } from './display';
import { gone, killNow, processesOf } from '../processes';

/** Milliseconds for the app to put the lab away: a machine's memory is written to a busy disk. */
const quitPatience = 90_000;

/** Milliseconds for a page to be loaded anew. */
const reloadPatience = 1_500;

export interface AppOptions {
  /** What the learner chose before. */
  settings?: Partial<Settings>;
  environment?: Record<string, string>;
  /** Of the display; the smallest laptop's where none is given. */
  size?: string;
  /** What the app is started with: `strace …`. */
  under?: string[];
  /** Another program than the app, and how its page's address begins. */
  other?: { path: string; address: string };
}

export interface RunningApp {
  /** The window's page; another object after each start. */
  readonly page: Page;
  readonly pages: AppPages;
  readonly pid: number;
  /** Folder of all that the app was given. */
  readonly top: string;
  readonly program: string;
  /** Ends the app as a learner does, and waits until its processes are gone. */
  quit(): Promise<void>;
  kill9(): Promise<void>;
  /** Starts it again, in the same folders. */
  start(): Promise<void>;
  /** Finds the window's page again, after the process that drew it died. */
  reconnect(): Promise<void>;
  screenshot(name: string): Promise<void>;
  /** What it wrote to its standard output and error. */
  log(): Promise<string>;
  /** Ends what runs and removes the folders. */
  dispose(): Promise<void>;
}

export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const program = options.other ? { ...options.other, environment: {} } : await appProgram();
  const top = await makeFolders(options.settings ?? {});
  const display = await startDisplay(options.size ?? '1366x768');
  let running = await launch(
    top,
    program.path,
    { ...program.environment, ...options.environment },
    display,
    options,
  );
  const app: RunningApp = {
    get page() {
      return running.page;
    },
    get pages() {
      return running.pages;
    },
    get pid() {
      return running.pid;
    },
    top,
    program: program.path,
    quit: async () => {
      // The answer never comes where the page is gone before it.
      await running.page.evaluate('void window.essaim.app.quit()').catch(() => undefined);
      await gone(running.pid, quitPatience);
      await running.pages.browser.close();
    },
    kill9: async () => {
      process.kill(running.pid, 'SIGKILL');
      await gone(running.pid, quitPatience);
      // Nobody is there to answer.
      void running.pages.browser.close().catch(() => undefined);
    },
    start: async () => {
      await rm(join(top, 'profile', 'DevToolsActivePort'), { force: true });
      const environment = { ...program.environment, ...options.environment };
      running = await launch(top, program.path, environment, display, options);
    },
    reconnect: async () => {
      await running.pages.browser.close();
      // A page that is being loaded cannot be driven yet.
      await sleep(reloadPatience);
      const pages = await connectPages(join(top, 'profile'), () => undefined);
      running = { ...running, pages, page: await pages.window() };
    },
    screenshot: async (name) => {
      const path = repository('.cache', 'reports', 'e2e', `${name}.png`);
      await running.page.screenshot({ path });
    },
    log: () => readFile(join(top, 'app.log'), 'utf8'),
    dispose: async () => {
      if (running.child.exitCode === null && running.child.signalCode === null) running.child.kill('SIGKILL');
      await gone(running.pid, quitPatience);
      await endAll(top);
      await display.stop();
      await rm(top, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return app;
}

/** Folders as a new account has them; short names, as sockets go there. */
async function makeFolders(settings: Partial<Settings>): Promise<string> {
  const top = await mkdtemp(join(tmpdir(), 'essaim-app-'));
  await chmod(top, 0o755);
  for (const name of ['home', 'config', 'data', 'cache', 'run', 'profile', 'tmp'])
    await mkdir(join(top, name));
  await chmod(join(top, 'tmp'), 0o1777);
  await chmod(join(top, 'run'), 0o700);
  await mkdir(join(top, 'config', 'essaim'));
  await writeFile(
    join(top, 'config', 'essaim', 'settings.json'),
    JSON.stringify({ language: 'fr', ...settings }),
  );
  return top;
}

interface Launched {
  child: ChildProcess;
  pid: number;
  pages: AppPages;
  page: Page;
}

async function launch(
  top: string,
  program: string,
  environment: Record<string, string>,
  display: Display,
  { under = [], other }: AppOptions,
): Promise<Launched> {
  const log = await open(join(top, 'app.log'), 'a');
  const profile = join(top, 'profile');
  const flags = ['--remote-debugging-port=0', `--user-data-dir=${profile}`];
  // Chromium's own sandbox does not serve root.
  if (process.getuid?.() === 0) flags.push('--no-sandbox');
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', ...under, program, ...flags], {
    stdio: ['ignore', log.fd, log.fd],
    env: {
      PATH: process.env.PATH,
      DISPLAY: display.name,
      LANG: 'C.UTF-8',
      HOME: join(top, 'home'),
      XDG_CONFIG_HOME: join(top, 'config'),
      XDG_DATA_HOME: join(top, 'data'),
      XDG_CACHE_HOME: join(top, 'cache'),
      XDG_RUNTIME_DIR: join(top, 'run'),
      TMPDIR: join(top, 'tmp'),
      ESSAIM_DATA: join(top, 'data', 'essaim'),
      ESSAIM_CACHE: join(top, 'cache', 'essaim'),
      ...environment,
    },
  });
  await log.close();
  let end: string | undefined;
  child.once('exit', (code, signal) => (end = `exit ${String(code ?? signal)}`));
  child.once('error', (error) => (end = error.message));
  const pages = await connectPages(profile, () => end, other?.address);
  const page = await pages.window();
  return { child, pid: child.pid ?? 0, pages, page };
}

/** Chromium's own processes end a moment after the app; what does not is ended. */
async function endAll(top: string): Promise<void> {
  const deadline = Date.now() + 3_000;
  while ((await processesOf(top)).length > 0 && Date.now() < deadline) await sleep(50);
  for (const pid of await processesOf(top)) killNow(pid);
}
