// Electron's entry: builds the parts, hands them to each other, opens the window.
import { join } from 'node:path';
import { app, type BrowserWindow, clipboard, nativeTheme } from 'electron';
import { createAskFile } from './app/ask-file';
import { answers } from './app/browser/answers';
import { dressPages } from './app/browser/look';
import { followCluster } from './app/browser/proxy';
import { createKeeper } from './app/cluster/keeper';
import { createReporter } from './app/diagnostics/diagnostics';
import { endWell, giveUp } from './app/ending';
import { createGuides } from './app/guide/guides';
import { denyPermissions, guardPages, openOutside, stayOffline } from './app/guard';
import { createTell, openDoor } from './app/ipc';
import { firstLab, sourceIn } from './app/library/first-lab';
import { imagesOf } from './app/library/images';
import { createLibrary } from './app/library/library';
import { readSource } from './app/library/read-source';
import { openShelf } from './app/library/shelf';
import { hasRealGpu } from './app/gpu';
import { setMenu } from './app/menu';
import { declareProtocol, serveApp } from './app/protocol';
import { savePdf } from './app/save-pdf';
import { openSettings } from './app/settings';
import { taskLogs } from './app/tasks/logs';
import { createTerminals } from './app/terminals/terminals';
import { openWindow } from './app/window';
import { languageOf } from './i18n/i18n';
import { withPacks } from './images/packs';
import { knownServes, openStore } from './images/store';
import type { Lab } from './labs/lab';
import { createLog } from './log/log';
import { createRing } from './log/ring';
import { pathsOf } from './paths';
import type { Settings } from './settings/settings';

/** Lines of the log that a diagnostics report holds. */
const reportedLines = 200;

declareProtocol();
// Names are looked up by the gateway, behind its SOCKS door; Chromium itself asks no name server for anything.
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
// Where the environment tells the language, pages of the lab are to be asked for in it, too.
if (process.platform === 'linux') app.commandLine.appendSwitch('lang', languageOf(process.env));
if (app.requestSingleInstanceLock()) main().catch(giveUp);
else app.quit();

async function main(): Promise<void> {
  const environment = process.env;
  const paths = pathsOf(environment, app.isPackaged ? process.resourcesPath : undefined);
  const ring = createRing(reportedLines);
  const log = createLog(environment.ESSAIM_VERBOSE ? 'verbose' : 'silent', ring);
  let window: BrowserWindow | undefined;
  const onSettings = (changed: Settings): void => {
    tell('settings', 'changed', changed);
    menu(); // in the language of now
    dressPages(changed, language());
  };
  const page = (): Electron.WebContents | undefined =>
    window?.isDestroyed() === false ? window.webContents : undefined;
  const tell = createTell(page);

  guardPages(log);
  await app.whenReady();
  denyPermissions();
  stayOffline(log);
  const settings = await openSettings(paths.settings, onSettings, log);
  const language = (): 'fr' | 'en' => settings.language(languageOf({ LANG: app.getLocale() }));
  const menu = (): void => setMenu((action) => tell('app', 'menu', action), language());
  dressPages(settings.current(), language());
  const images = async (): ReturnType<typeof withPacks> =>
    withPacks(await openStore(paths.images), paths.packs, paths.cache);

  const shelf = await openShelf({
    paths,
    log,
    load: (source) => readSource(source, paths, () => knownServes(images)),
  });
  let opened = await firstLab(shelf, sourceIn(process.argv, app.isPackaged) ?? environment.ESSAIM_LAB, log);
  const lab = (): Lab => opened.lab;
  const keeper = createKeeper({ paths, environment, log, lab, images, settings: settings.current, language });
  const hostShell = (): boolean => settings.current().hostShell;
  const terminals = createTerminals({ keeper, lab, paths, hostShell, tell });
  const askFile = createAskFile(() => window);
  const printTo = (file: string): Promise<void> => savePdf(page(), file);
  const guides = createGuides({ keeper, terminals, paths, tell, language, log, askFile, printTo });
  await guides.open(opened.lab, opened.name);
  const library = createLibrary({
    ...{ shelf, keeper, guides, terminals, tell, language, log, askFile },
    open: { get: () => opened, set: (next) => (opened = next) },
    progressFolder: join(paths.data, 'progress'),
  });
  const diagnostics = createReporter({
    ...{ keeper, paths, environment, language, settings: settings.current, images, log, ring },
  });
  keeper.on('phase', (phase) => tell('cluster', 'phase', phase));
  keeper.on('leftovers', (leftovers) => tell('cluster', 'leftovers', leftovers));
  keeper.on('load', (load) => tell('cluster', 'load', load));
  keeper.on('live', (live) => {
    tell('cluster', 'state', live?.watch.current());
    live?.watch.onChange((state) => tell('cluster', 'state', state));
  });
  followCluster(keeper);

  serveApp(join(import.meta.dirname, 'renderer'), () => imagesOf(opened.lab));
  openDoor(
    page,
    {
      app: {
        state: async () => ({
          version: app.getVersion(),
          platform: process.platform,
          settings: settings.current(),
          system: { language: languageOf({ LANG: app.getLocale() }), dark: nativeTheme.shouldUseDarkColors },
          gpu: await hasRealGpu(),
          lab: opened.lab,
          preview: library.preview(),
          library: [],
          travel: guides.current().travel(),
          phase: keeper.phase(),
          cluster: keeper.live()?.watch.current(),
          leftovers: keeper.leftovers(),
          terminals: terminals.list(),
          progress: guides.current().progress(),
        }),
        openOutside,
        copy: (text) => clipboard.writeText(text),
        paste: () => clipboard.readText(),
        quit: () => app.quit(),
      },
      settings: { change: settings.change },
      cluster: {
        // What they do is told in the phase; nobody waits for them here.
        start: () => void keeper.start(),
        stop: () => void keeper.stop(),
        reset: () => void keeper.reset(),
        cancel: () => keeper.cancel(),
        cleanUp: () => keeper.cleanUp(),
      },
      terminals: terminals.calls,
      guide: guides.calls,
      library: library.calls,
      browser: { answers: (node, port) => answers(keeper, node, port) },
      tasks: { logs: (task) => taskLogs(keeper, task) },
      diagnostics,
    },
    log,
    () => guides.active(),
  );
  menu();
  const open = async (): Promise<void> => {
    await openWindow({
      dist: import.meta.dirname,
      placeFile: join(paths.data, 'window.json'),
      onMade: (made) => {
        window = made;
        const setWatched = (watched: boolean): void => {
          keeper.setWatched(watched);
          guides.setWatched(watched);
        };
        for (const event of ['hide', 'minimize'] as const) made.on(event as 'hide', () => setWatched(false));
        for (const event of ['show', 'restore'] as const) made.on(event as 'show', () => setWatched(true));
      },
    });
  };
  endWell(async () => {
    await terminals.closeAll();
    await keeper.quit();
  });
  app.on('second-instance', (_, words) => {
    const source = sourceIn(words, app.isPackaged);
    if (source !== undefined) tell('library', 'asked', source);
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  await open();
  library.tellCards();
  if (opened.lab.terminals > 0) await keeper.open();
}
