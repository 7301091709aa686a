// The browser tab: asks whether somebody answers, sends the webview there, and says where it stands.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useCluster } from '../stores/app';
import { useView } from '../stores/view';
import { type PageAddress, parseAddress, urlOf } from './address';
import { knock } from './knock';
import type { TabStatus } from './own-page';
import { aborted, listenTo, type Webview } from './webview';

const blank = 'about:blank';

export interface Tab {
  /** Where it is, or is sent. */
  address: PageAddress;
  status: TabStatus;
  /** Whether the webview loads something. */
  isBusy: boolean;
  /** Of the page that is shown. */
  title: string;
  canGoBack: boolean;
  canGoForward: boolean;
}

/** `view.page` is where it is sent, whoever asks for it: a link of the guide, a port's badge, the tab's own bar. */
export function useTab(webview: RefObject<Webview | null>): Tab {
  const page = useView((view) => view.page);
  const isUp = useCluster(({ phase, state }) => phase.kind === 'up' && state !== undefined);
  const [tab, setTab] = useState<Tab>(() => ({
    ...{ address: page, status: 'asking', title: '' },
    ...{ isBusy: false, canGoBack: false, canGoForward: false },
  }));
  const doing = useRef<Doing>({});
  const { load, stop } = useWebview(webview, doing, setTab);

  useEffect(() => {
    const hasFailed = page === doing.current.failed;
    // What is on its way to the tab would arrive in place of what is asked for now.
    stop();
    setTab((before) => ({ ...before, address: page, status: 'asking', title: '' }));
    if (!isUp) {
      // Nothing of a cluster that is gone stays on the screen.
      load(blank);
      return;
    }
    const giveUp = knock({ ...page, hasFailed }, (answers) => {
      if (answers) load(urlOf(page));
      else setTab((before) => ({ ...before, status: 'refused' }));
    });
    doing.current.giveUp = giveUp;
    return giveUp;
  }, [page, isUp, load, stop]);
  return tab;
}

type Page = ReturnType<typeof useView.getState>['page'];

interface Doing {
  /** The request that stands for a page that failed: asked for as soon as somebody answers there. */
  failed?: Page;
  /** Ends the question that is under way. */
  giveUp?: () => void;
}

/** Listens to the webview, and gives what sends it somewhere. */
function useWebview(
  webview: RefObject<Webview | null>,
  doing: RefObject<Doing>,
  setTab: (change: (before: Tab) => Tab) => void,
): Load {
  const [load] = useState(() => createLoad(webview));
  useEffect(() => {
    const view = webview.current;
    if (!view) return;
    let isBlank = true;
    const change = (part: Partial<Tab>): void => {
      const [canGoBack, canGoForward] = [view.canGoBack(), view.canGoForward()];
      setTab((before) => ({ ...before, ...part, canGoBack, canGoForward }));
    };
    /** Sends the tab to where it failed, or again to where it was sent last. */
    const askAgain = (url: string | undefined): void => {
      const { page } = useView.getState();
      const address = url === undefined ? page : parseAddress(url, nodeNames());
      if (!address) return;
      doing.current.failed = { ...page, ...address, at: Date.now() };
      useView.setState({ page: doing.current.failed });
    };
    return listenTo(view, {
      'dom-ready': () => load.ready(),
      'did-start-loading': () => setTab((before) => ({ ...before, isBusy: true })),
      'did-stop-loading': () => change({ isBusy: false }),
      'did-navigate': ({ url }) => {
        // Back never leads to the blank page that every cluster begins with, nor to a cluster that is gone.
        if (isBlank || url === blank) view.clearHistory();
        isBlank = url === blank;
        const address = parseAddress(url, nodeNames());
        if (address) doing.current.giveUp?.();
        change(address ? { address, status: 'shown' } : {});
      },
      'did-navigate-in-page': ({ url, isMainFrame }) => {
        const address = parseAddress(url, nodeNames());
        // A page that is about to be left has no say in where the tab is sent.
        if (isMainFrame && address)
          setTab((before) => (before.status === 'shown' ? { ...before, address } : before));
        change({});
      },
      'did-fail-load': ({ errorCode, validatedURL, isMainFrame }) => {
        if (isMainFrame && errorCode !== aborted) askAgain(validatedURL);
      },
      'page-title-updated': ({ title }) => setTab((before) => ({ ...before, title })),
      'render-process-gone': () => askAgain(undefined),
    });
  }, [webview, doing, load, setTab]);
  return load;
}

interface Load {
  load: (url: string) => void;
  stop: () => void;
  ready: () => void;
}

/** A webview can be sent somewhere only after its first `dom-ready`: what is asked for before waits. */
function createLoad(webview: RefObject<Webview | null>): Load {
  let isReady = false;
  let waiting: string | undefined;
  const send = (url: string): void => {
    // `did-fail-load` says it, too, and better.
    webview.current?.loadURL(url).catch(() => undefined);
  };
  return {
    load: (url) => {
      if (isReady) send(url);
      else waiting = url;
    },
    stop: () => {
      if (isReady) webview.current?.stop();
      waiting = undefined;
    },
    ready: () => {
      isReady = true;
      if (waiting !== undefined) send(waiting);
      waiting = undefined;
    },
  };
}

function nodeNames(): string[] {
  return useCluster.getState().state?.nodes.map(({ name }) => name) ?? [];
}
