// An engine on a socket that knows a few answers, by `METHOD /path` without the query.
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { scratchFolder } from '../../helpers/scratch';

export type Answers = Record<string, { status?: number; body?: string | Buffer | object } | undefined>;

export interface FakeEngine {
  socket: string;
  /** What it was asked, in order. */
  asked: string[];
}

export async function fakeEngine(answers: Answers): Promise<FakeEngine> {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    const question = `${request.method ?? ''} ${(request.url ?? '').split('?')[0] ?? ''}`;
    asked.push(question);
    const { status = 200, body = '' } = answers[question] ?? {
      status: 404,
      body: { message: 'no such thing' },
    };
    const isText = typeof body === 'string' || Buffer.isBuffer(body);
    response.writeHead(status, isText ? {} : { 'content-type': 'application/json' });
    response.end(isText ? body : JSON.stringify(body));
  };
  const server = createServer(listener);
  const socket = join(await scratchFolder(), 'docker.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { socket, asked };
}
