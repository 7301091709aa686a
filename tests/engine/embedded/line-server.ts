// The other end of a socket that carries lines: answers each line that it is sent, if it wants to.
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { scratchFolder } from '../../helpers/scratch';

export interface LineServer {
  path: string;
  /** Lines that came, of all connections. */
  received: string[];
  connections: Socket[];
  /** Writes to the newest connection, as it stands: lines need their end. */
  write(text: string | Buffer): void;
}

export async function socketPath(): Promise<string> {
  return join(await scratchFolder(), 'line.sock');
}

export async function lineServer(
  onLine: (line: string, server: LineServer) => void = () => undefined,
  options: { path?: string; greeting?: string } = {},
): Promise<LineServer> {
  const lines: LineServer = {
    path: options.path ?? (await socketPath()),
    received: [],
    connections: [],
    write: (text) => void lines.connections.at(-1)?.write(text),
  };
  const server = createServer((socket) => {
    lines.connections.push(socket);
    if (options.greeting !== undefined) socket.write(options.greeting);
    let rest = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const whole = (rest + chunk).split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) {
        lines.received.push(line);
        onLine(line, lines);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(lines.path, resolve));
  onTestFinished(() => {
    for (const socket of lines.connections) socket.destroy();
    server.close();
  });
  return lines;
}
