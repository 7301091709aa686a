// A web site with real TLS on this machine, which remembers what it was asked for.
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeKeys } from '../../../main/engine/embedded/keys';

export interface Site {
  /** `https://127.0.0.1:1234` */
  origin: string;
  /** Authority of its certificate, PEM. */
  ca: string;
  asked: string[];
  close(): Promise<void>;
}

type Page = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);

/** Pages by path; the map may be changed while it is up. */
export async function openSite(pages: Record<string, Page>): Promise<Site> {
  const { ca, server: keys } = await makeKeys();
  const asked: string[] = [];
  const server = createServer({ cert: keys.certificate, key: keys.key }, (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const page = pages[path];
    if (typeof page === 'function') page(request, response);
    else response.writeHead(page === undefined ? 404 : 200).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Leads elsewhere. */
export function redirectTo(location: string): Page {
  return (_, response) => void response.writeHead(302, { location }).end();
}
