// The app's one window: locked down, shown at once, back where it was.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, type WebContents } from 'electron';
import { appOrigin } from './protocol';
import { type Place, placeIn, readPlace, writePlace } from './window-place';

/** CSS pixels: the least in which the guide and three terminals can be used. */
const least = { minWidth: 900, minHeight: 560 };

/** As in renderer/ui/theme.css, so that nothing flashes before the first paint. */
const background = { light: '#f4f5f7', dark: '#12171e' };

/** A page that dies more often than this within so many milliseconds would die again at once. */
const deaths = { most: 3, within: 60_000 };

export interface WindowOptions {
  /** Folder of the bundled preload. */
  dist: string;
  /** File that remembers its place. */
  placeFile: string;
  /** Told before the page is loaded, which asks main at once. */
  onMade: (window: BrowserWindow) => void;
}

export async function openWindow({ dist, placeFile, onMade }: WindowOptions): Promise<void> {
  const { maximized, ...bounds } = placeIn(await readPlace(placeFile));
  const window = new BrowserWindow({
    ...bounds,
    ...least,
    title: 'Essaim',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: join(dist, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: true,
      spellcheck: false,
      // A terminal that floods while the window is covered still has to be read.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    const place: Place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    writePlace(placeFile, place);
  });
  revivePage(window.webContents);
  onMade(window);
  await window.loadURL(`${appOrigin}/index.html`);
}

/** Main holds the truth, so a page that died is loaded anew and shows everything as it was. */
function revivePage(page: WebContents): void {
  let last: number[] = [];
  page.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = Date.now();
    last = [...last, now].filter((time) => now - time < deaths.within);
    if (last.length <= deaths.most) page.reload();
  });
}
