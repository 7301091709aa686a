// The browser tab: pages of the cluster, by the nodes' names, and pages of our own where there is none yet.
import './browser.css';
import { type ReactElement, useRef } from 'react';
import { useSay } from '../i18n';
import { useCluster, useLab } from '../stores/app';
import { OwnPage } from './OwnPage';
import { ownPage } from './own-page';
import { useTab } from './tab';
import { Toolbar } from './Toolbar';
import { partition, type Webview } from './webview';

export function Browser(): ReactElement {
  const say = useSay();
  const webview = useRef<Webview>(null);
  const tab = useTab(webview);
  const phase = useCluster((cluster) => cluster.phase);
  const state = useCluster((cluster) => cluster.state);
  const own = ownPage({ phase, state, ...tab.address, status: tab.status });
  return (
    <div className="browser">
      <Toolbar tab={tab} webview={webview} nodes={useNodes()} />
      <div className="browser-page">
        <webview
          ref={webview}
          className="browser-view"
          aria-label={say('browser:page')}
          partition={partition}
          src="about:blank"
          // Covered by a page of our own, it is not to be reached by the keyboard either.
          inert={own !== undefined}
        />
        {own && <OwnPage page={own} address={tab.address} />}
        <div className="browser-loading" data-busy={own === undefined && tab.isBusy} />
      </div>
    </div>
  );
}

/** Names of the nodes: the lab's own before they are there. */
function useNodes(): string[] {
  const state = useCluster((cluster) => cluster.state);
  const terminals = useLab(({ lab }) => lab.terminals);
  if (state) return state.nodes.map(({ name }) => name);
  return Array.from({ length: Math.max(1, terminals) }, (_, index) => `node${index + 1}`);
}
