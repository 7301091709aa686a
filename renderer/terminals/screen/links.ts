// Links in what a terminal prints: pages of the lab open in the browser tab, others in the learner's own browser.

export type LinkTarget =
  { kind: 'page'; node: string; port: number; path: string } | { kind: 'outside'; url: string };

/** Addresses by which a program calls the machine that it runs on. */
const here = new Set(['localhost', '127.0.0.1', '0.0.0.0', '[::1]', '[::]']);

/**
 * What may be a link: https anywhere, http on nodes and on addresses. It ends before punctuation, as the sentence
 * around it does.
 */
export const linkPattern =
  /(?:https:\/\/|http:\/\/(?=node[1-7]\b|localhost\b|\d{1,3}(?:\.\d{1,3}){3}\b|\[))[^\s"'!*(){}|\\^<>`]*[^\s"':,.!?{}|\\^~[\]`()<>]/;

export interface LinkPlace {
  /** The node that printed it; undefined for the learner's own machine. */
  node: string | undefined;
  /** Nodes of the lab by their address. */
  addresses: ReadonlyMap<string, string>;
}

/** Undefined where the link leads nowhere that Essaim opens. */
export function linkTarget(link: string, place: LinkPlace): LinkTarget | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const node = nodeOf(url.hostname, place);
  if (node !== undefined && url.protocol === 'http:') {
    return { kind: 'page', node, port: Number(url.port || '80'), path: url.pathname + url.search + url.hash };
  }
  return url.protocol === 'https:' ? { kind: 'outside', url: url.href } : undefined;
}

function nodeOf(host: string, { node, addresses }: LinkPlace): string | undefined {
  if (here.has(host)) return node;
  return /^node[1-7]$/.test(host) ? host : addresses.get(host);
}
