// Fetches one address over TLS, within limits of size and time; what goes wrong is told in one sentence.
import { get } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { Failure, messageOf } from '../../failure/failure';

export interface DownloadOptions {
  signal?: AbortSignal | undefined;
  /** Further certificate authority (PEM) that is trusted: that of a test's own server. */
  ca?: string | undefined;
  limitBytes: number;
  /** Milliseconds for all of it. */
  patience: number;
}

export interface Download {
  bytes: Buffer;
  /** `text/html`; empty where the server does not say. */
  type: string;
  /** Where it was in the end, redirects followed. */
  url: URL;
}

/** As many as browsers' users meet: a shortened address, the true one, its CDN; twice over is a loop. */
const maximumRedirects = 5;
const redirects = [301, 302, 303, 307, 308];

/**
 * @throws Failure `bad-input` that says what came instead; `cancelled` where the signal aborts.
 * Where the network is what failed, `isUnreachable` says so of it.
 */
export async function download(url: URL, options: DownloadOptions): Promise<Download> {
  const timeout = AbortSignal.timeout(options.patience);
  const stop = new AbortController();
  const end = (): void => stop.abort();
  timeout.addEventListener('abort', end);
  options.signal?.addEventListener('abort', end);
  if (options.signal?.aborted) stop.abort();
  try {
    return await follow(url, { ...options, signal: stop.signal });
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    if (options.signal?.aborted) throw new Failure('cancelled', 'cluster:cancelled');
    throw failureOf(thrown, url, timeout.aborted ? options.patience : undefined);
  } finally {
    options.signal?.removeEventListener('abort', end);
    timeout.removeEventListener('abort', end);
  }
}

/** Whether this failure may be gone once there is a network again. */
export function isUnreachable(failure: unknown): boolean {
  return failure instanceof Failure && unreachable.some((text) => text === failure.text);
}

const unreachable = ['authoring:refused', 'authoring:tooSlow', 'authoring:noHost'];

async function follow(first: URL, options: DownloadOptions): Promise<Download> {
  let url = first;
  for (let hops = 0; hops <= maximumRedirects; hops += 1) {
    const response = await ask(url, options);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (redirects.includes(status) && location !== undefined) {
      response.destroy();
      url = redirected(url, location);
    } else if (status === 200) {
      const type = (response.headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase();
      return { bytes: await readAll(response, url, options.limitBytes), type, url };
    } else {
      response.destroy();
      throw new Failure('bad-input', 'authoring:httpStatus', {
        url: url.href,
        status: `${status} ${response.statusMessage ?? ''}`.trim(),
      });
    }
  }
  throw new Failure('bad-input', 'authoring:redirectLoop', { url: first.href, count: maximumRedirects });
}

function redirected(from: URL, location: string): URL {
  let to: URL;
  try {
    to = new URL(location, from);
  } catch (cause) {
    throw new Failure('bad-input', 'authoring:redirectElsewhere', { url: from.href, location }, { cause });
  }
  if (to.protocol === 'https:') return to;
  throw new Failure('bad-input', 'authoring:redirectElsewhere', { url: from.href, location });
}

function ask(url: URL, { signal, ca }: DownloadOptions): Promise<IncomingMessage> {
  const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'essaim' };
  return new Promise((resolve, reject) => {
    // A connection of its own, closed with it: the CLI must not be kept waiting for an idle one.
    get(url, { headers, signal, ca, agent: false }, resolve).once('error', reject);
  });
}

async function readAll(response: IncomingMessage, url: URL, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      response.destroy();
      throw new Failure('bad-input', 'authoring:tooLarge', { url: url.href, limit: limit / 2 ** 20 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function failureOf(thrown: unknown, { href: url, host }: URL, patience: number | undefined): Failure {
  const options = { cause: thrown };
  if (patience !== undefined)
    return new Failure('bad-input', 'authoring:tooSlow', { url, seconds: patience / 1000 }, options);
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Failure('bad-input', 'authoring:noHost', { url, host }, options);
  const reason = messageOf(thrown) || code;
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code))
    return new Failure('bad-input', 'authoring:certificate', { url, host, reason }, options);
  return new Failure('bad-input', 'authoring:refused', { url, host, reason: code || reason }, options);
}
