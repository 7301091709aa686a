// What the browser tab may reach: nodes by their names, through the gateway's door, and nothing else of any network.

/** `about:blank`, and pages of nodes: their names lead nowhere but through the gateway. */
export function isLabUrl(url: string): boolean {
  return url === 'about:blank' || /^https?:\/\/node[1-7](:\d{1,5})?([/?#]|$)/.test(url);
}

/** Whether a page of the tab may ask for it: of the lab, or made by the page itself. */
export function mayRequest(url: string): boolean {
  return isLabUrl(url.replace(/^ws/, 'http')) || /^(data|blob|about):/.test(url);
}

/** A port that no user's program can listen on (tcpmux): what goes there is refused at once. */
const nowhere = 1;

/** Without a door everything leads nowhere, as Chromium without a proxy would go out directly. */
export function proxyThrough(socksPort: number | undefined): {
  proxyRules: string;
  proxyBypassRules: string;
} {
  return {
    // By SOCKS5 Chromium leaves names to the other side: node2 is looked up in the cluster.
    proxyRules: `socks5://127.0.0.1:${socksPort ?? nowhere}`,
    // By itself Chromium bypasses a proxy for this machine's own addresses.
    proxyBypassRules: '<-loopback>',
  };
}
