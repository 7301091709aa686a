// Addresses of the browser tab: pages of the lab's nodes, by name.

export interface PageAddress {
  node: string;
  port: number;
  /** With its query and fragment: `/results?by=node#top`. */
  path: string;
  secure: boolean;
}

const ports = { http: 80, https: 443 };

export function urlOf({ node, port, path, secure }: PageAddress): string {
  const scheme = secure ? 'https' : 'http';
  return `${scheme}://${node}${port === ports[scheme] ? '' : `:${port}`}${path}`;
}

/** Undefined for what is no page of one of these nodes; `node2:8080/x` goes without its scheme. */
export function parseAddress(typed: string, nodes: readonly string[]): PageAddress | undefined {
  const text = typed.trim();
  const url = urlFrom(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (!url || url.username || url.password || !nodes.includes(url.hostname)) return undefined;
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') return undefined;
  const port = url.port === '' ? ports[scheme] : Number(url.port);
  if (port === 0) return undefined;
  const path = `${url.pathname}${url.search}${url.hash}`;
  return { node: url.hostname, port, path, secure: scheme === 'https' };
}

function urlFrom(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
