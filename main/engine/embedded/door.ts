// The machine's door: Docker APIs over mutual TLS on a loopback port, with the keys of this launch.
import { connect, type TLSSocket } from 'node:tls';
import Docker from 'dockerode';
import { PlainAgent } from '../plain-agent';

/** What opens the door; all PEM. */
export interface DoorKeys {
  port: number;
  ca: string;
  certificate: string;
  key: string;
}

/** Connections kept open to the engine: questions of several parts of the app at once, and some streams. */
const maxSockets = 32;

/** Whose Docker API is wanted is told by the name that TLS asks for; `localhost` is the engine's own. */
const engineName = 'localhost';

export interface Door {
  /** The engine's own Docker API. Stays the same when the machine is launched anew with other keys. */
  api: Docker;
  /** A connection to the Docker API of a node, without an exec, which costs a second under emulation. */
  dial(node: string): TLSSocket;
  use(keys: DoorKeys): void;
  close(): void;
}

export function openDoor(): Door {
  let keys: DoorKeys | undefined;
  const dial = (servername: string): TLSSocket => {
    if (!keys) throw Object.assign(new Error('the machine is not launched'), { code: 'ECONNREFUSED' });
    const { port, ca, certificate, key } = keys;
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca,
      cert: certificate,
      key,
      servername,
      // The certificate names the machine; the name asked for only says whose API is wanted.
      checkServerIdentity: () => undefined,
    });
    return socket.setNoDelay(true);
  };
  const agent = new DoorAgent(dial);
  // TLS is the agent's own business: to dockerode it is an ordinary HTTP server of that name.
  const options = { protocol: 'http' as const, host: engineName, port: 2376, agent };
  return {
    api: new Docker(options),
    dial,
    use: (next) => {
      keys = next;
      // Connections kept open lead to the door before.
      agent.destroy();
    },
    close: () => agent.destroy(),
  };
}

class DoorAgent extends PlainAgent {
  constructor(readonly dial: (name: string) => TLSSocket) {
    super({ keepAlive: true, maxSockets });
  }

  override createConnection(): TLSSocket {
    return this.dial(engineName);
  }
}
