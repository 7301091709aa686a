// Electron's <webview> as the browser tab uses it: the renderer does not know Electron's own types.

/** The session that main proxies into the cluster (labPartition in main/app/guard.ts); any other is refused. */
export const partition = 'essaim-lab';

/** Its methods throw before its first `dom-ready`. */
export interface Webview extends HTMLElement {
  /** Rejects where the page fails, which `did-fail-load` tells as well. */
  loadURL(url: string): Promise<void>;
  reload(): void;
  stop(): void;
  goBack(): void;
  goForward(): void;
  canGoBack(): boolean;
  canGoForward(): boolean;
  clearHistory(): void;
}

export interface WebviewEvents {
  'dom-ready': Event;
  'did-start-loading': Event;
  'did-stop-loading': Event;
  /** Of the main frame, once it is there. */
  'did-navigate': Event & { url: string };
  'did-navigate-in-page': Event & { url: string; isMainFrame: boolean };
  'did-fail-load': Event & { errorCode: number; validatedURL: string; isMainFrame: boolean };
  'page-title-updated': Event & { title: string };
  'render-process-gone': Event;
}

/** Chromium's ERR_ABORTED: the learner, or the page itself, went elsewhere meanwhile. */
export const aborted = -3;

/** Subscribes; what it returns unsubscribes. */
export function listenTo(
  webview: Webview,
  listeners: { [E in keyof WebviewEvents]: (event: WebviewEvents[E]) => void },
): () => void {
  const all = Object.entries(listeners) as [string, EventListener][];
  for (const [event, listener] of all) webview.addEventListener(event, listener);
  return () => {
    for (const [event, listener] of all) webview.removeEventListener(event, listener);
  };
}
