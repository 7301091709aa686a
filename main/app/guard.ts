// What pages may not do: leave the app, open windows, ask for permissions, attach a webview that is not the lab's.
import { app, session, shell, type WebContents } from 'electron';
import type { Log } from '../log/log';
import { isLabUrl } from './browser/lab-network';
import { appOrigin } from './protocol';

/** The session of the browser tab: in memory, proxied into the cluster, and apart from the app's own. */
export const labPartition = 'essaim-lab';

/** Guards every page that is ever made, the browser tab's included. */
export function guardPages(log: Log): void {
  app.on('web-contents-created', (_, contents) => {
    if (contents.getType() === 'webview') guardGuest(contents, log);
    else guardWindow(contents, log);
  });
}

function guardWindow(contents: WebContents, log: Log): void {
  contents.setWindowOpenHandler(({ url }) => {
    log.warn({ url }, 'a window was not opened');
    return { action: 'deny' };
  });
  const stay = (event: { preventDefault(): void }, url: string): void => {
    // The page itself may be loaded anew; nothing else takes its place.
    if (url.startsWith(`${appOrigin}/`)) return;
    event.preventDefault();
    log.warn({ url }, 'a navigation was refused');
  };
  contents.on('will-navigate', (event, url) => stay(event, url));
  contents.on('will-redirect', (event, url) => stay(event, url));
  contents.on('will-attach-webview', (event, preferences, parameters) => {
    // Whatever the page asks for, the guest gets these.
    delete preferences.preload;
    delete preferences.enableBlinkFeatures;
    Object.assign(preferences, {
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      partition: labPartition,
    });
    if (parameters.partition === labPartition && isLabUrl(parameters.src ?? '')) return;
    event.preventDefault();
    log.warn({ url: parameters.src }, 'a webview was refused');
  });
}

/** Pages of the cluster stay in the cluster: what they open in a new window opens in the tab itself. */
function guardGuest(contents: WebContents, log: Log): void {
  // WebRTC's own UDP would go around the proxy, out of this machine's addresses.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (isLabUrl(url)) return;
    event.preventDefault();
    log.warn({ url }, 'the browser tab does not go there');
  };
  contents.on('will-navigate', (event, url) => stay(event, url));
  contents.on('will-redirect', (event, url) => stay(event, url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.setWindowOpenHandler(({ url }) => {
    if (isLabUrl(url)) void contents.loadURL(url);
    return { action: 'deny' };
  });
}

/** No page is ever given a permission: camera, notifications, files, clipboard… */
export function denyPermissions(): void {
  for (const each of [session.defaultSession, session.fromPartition(labPartition)]) {
    each.setPermissionRequestHandler((_, __, answer) => answer(false));
    each.setPermissionCheckHandler(() => false);
    each.setDevicePermissionHandler(() => false);
    each.on('will-download', (event) => event.preventDefault());
  }
}

/** The app's own session asks nobody on the network for anything: what is not its own protocol is refused. */
export function stayOffline(log: Log): void {
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const isOwn = /^(essaim|devtools|data|blob):/.test(details.url);
    if (!isOwn) log.warn({ url: details.url }, 'a request was refused');
    answer({ cancel: !isOwn });
  });
}

/** Opens a page in the learner's own browser; only https, which the door has checked. */
export async function openOutside(url: string): Promise<void> {
  await shell.openExternal(url);
}
