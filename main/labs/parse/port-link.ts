// Links that open a port of a node: `[text](/path){:data-term=".term1"}{:data-port="8080"}`.
import type { Element } from 'hast';
import { toString } from 'hast-util-to-string';
import type { PortLink } from '../lab';
import type { Post } from './post';

/** Undefined where no port is named; one that is none is taken off the link. */
export function portLinkOf(link: Element, line: number, post: Post): PortLink | undefined {
  const { dataPort, dataTerm, href } = link.properties;
  if (dataPort === undefined || dataPort === null) return undefined;
  const text = straight(toString(link).trim());
  const port = Number(dataPort);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    post.warn(line, 'labs:portInvalid', { port: String(dataPort), text });
    delete link.properties.dataPort;
    return undefined;
  }
  return { line, text, terminal: terminalOf(dataTerm, line, post), port, path: pathOf(href) };
}

function terminalOf(value: unknown, line: number, post: Post): number {
  if (value === undefined || value === null) return 1;
  const written = typeof value === 'string' ? value : '';
  const terminal = Number(/^\.?(?:term)?(\d+)$/.exec(written.trim())?.[1] ?? 0);
  if (terminal < 1) {
    post.warn(line, 'labs:terminalInvalid', { terminal: written });
    return 1;
  }
  if (terminal > post.terminals) {
    post.warn(line, 'labs:terminalAbove', { terminal, terminals: post.terminals });
  }
  return terminal;
}

/** The node's own address takes the place of any host that the link names. */
function pathOf(href: unknown): string {
  const path = (typeof href === 'string' ? href : '').replace(
    /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*|^\/\/[^/?#]*/i,
    '',
  );
  return path.startsWith('/') ? path : `/${path}`;
}

/** As an author types it: for names and reports, not to be shown. */
function straight(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}
