// Sends the browser tab's session through the cluster's gateway: its door while one is up, nowhere while none is.
import { session } from 'electron';
import { labPartition } from '../guard';
import type { ClusterKeeper } from '../cluster/live';
import { mayRequest, proxyThrough } from './lab-network';

export function followCluster(keeper: ClusterKeeper): void {
  const lab = session.fromPartition(labPartition);
  let isOpen = false;
  lab.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOpen || !mayRequest(url) }));

  const lead = async (): Promise<void> => {
    const live = keeper.live();
    await lab.setProxy(proxyThrough(live?.cluster.socksPort));
    // Another cluster's pages, cookies and connections are of no use to this one.
    await Promise.all([lab.closeAllConnections(), lab.clearCache(), lab.clearStorageData()]);
    isOpen = live !== undefined && live === keeper.live();
  };
  let last = Promise.resolve();
  const follow = (): void => {
    isOpen = false;
    last = last.then(lead, lead);
    last.catch(() => undefined); // stays closed: nothing goes out
  };
  follow();
  keeper.on('live', follow);
}
