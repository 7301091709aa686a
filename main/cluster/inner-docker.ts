// The Docker API of a node, never on TCP: by the engine's own way to it, else `docker system dial-stdio` over its exec.
import type { Duplex } from 'node:stream';
import Docker from 'dockerode';
import { PlainAgent } from '../engine/plain-agent';
import { execStream } from './exec-stream';

/** Connections kept open per node: one for events, one for questions, spare ones for what comes at once. */
const maxSockets = 4;

/** Waits for the socket first: what connects while dockerd starts is answered as soon as it serves. */
const dialCommand = [
  'sh',
  '-c',
  'until [ -S /run/docker.sock ]; do sleep 0.02; done; exec docker system dial-stdio',
];

export interface InnerDocker {
  api: Docker;
  /** Ends the connections, and with them the programs on the node. */
  close(): void;
}

/** `dial` is the engine's own way to the node, where it has one. */
export function innerDocker(container: Docker.Container, dial?: () => Duplex): InnerDocker {
  const agent = dial ? new DoorAgent(dial) : new DialAgent(container);
  // The host is a name for error messages; the agent alone decides where requests go.
  const options = { host: 'node', port: 80, protocol: 'http' as const, agent };
  return { api: new Docker(options), close: () => agent.destroy() };
}

/** An http agent whose connections are execs; they are reused, as an exec costs far more than a request. */
class DialAgent extends PlainAgent {
  constructor(readonly container: Docker.Container) {
    super({ keepAlive: true, maxSockets });
  }

  // Node calls it with a callback; its type says that it returns a socket, which then arrives by the callback.
  override createConnection(_options: unknown, done?: (error: Error | null, stream: Duplex) => void): Duplex {
    execStream(this.container, dialCommand).then(
      (stream) => done?.(null, stream),
      (error: unknown) =>
        done?.(error instanceof Error ? error : new Error(String(error)), undefined as never),
    );
    return undefined as never;
  }
}

class DoorAgent extends PlainAgent {
  constructor(readonly dial: () => Duplex) {
    super({ keepAlive: true, maxSockets });
  }

  override createConnection(): Duplex {
    return this.dial();
  }
}
