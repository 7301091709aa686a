// What of Electron the app's doors use, written down instead of done: for tests without a window.
import { EventEmitter } from 'node:events';

type Handler = (event: unknown, args: unknown) => Promise<unknown>;
type Serve = (request: { url: string; method: string }) => Promise<Response>;

/** What was asked of Electron. */
export const asked = {
  handlers: new Map<string, Handler>(),
  protocols: new Map<string, Serve>(),
  windows: [] as FakeWindow[],
};

export class FakeContents extends EventEmitter {
  sent: unknown[][] = [];
  reloads = 0;
  policy = '';
  isGone = false;
  opens: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  loaded: string[] = [];

  constructor(readonly type = 'window') {
    super();
  }

  getType(): string {
    return this.type;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  send(...words: unknown[]): void {
    this.sent.push(words);
  }
  reload(): void {
    this.reloads += 1;
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  setWindowOpenHandler(handler: FakeContents['opens']): void {
    this.opens = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.policy = policy;
  }
}

class FakeWindow extends EventEmitter {
  webContents = new FakeContents();
  shown: string[] = [];

  constructor(readonly options: Record<string, unknown>) {
    super();
    asked.windows.push(this);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  show(): void {
    this.shown.push('shown');
  }
  maximize(): void {
    this.shown.push('maximized');
  }
  isMaximized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return false;
  }
  getNormalBounds(): object {
    return { x: 10, y: 20, width: 1200, height: 700 };
  }
}

const bounds = { x: 0, y: 0, width: 1920, height: 1080 };

export const BrowserWindow = FakeWindow;
export const app = new EventEmitter();
export const nativeTheme = { shouldUseDarkColors: true };
export const screen = { getPrimaryDisplay: () => ({ workArea: bounds }), getAllDisplays: () => [{ bounds }] };
export const session = {};
export const shell = {};
export const ipcMain = {
  handle: (name: string, handler: Handler): void => void asked.handlers.set(name, handler),
};
export const protocol = {
  registerSchemesAsPrivileged: (): void => undefined,
  handle: (scheme: string, serve: Serve): void => void asked.protocols.set(scheme, serve),
};
