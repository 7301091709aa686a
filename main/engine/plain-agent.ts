// An http agent that can be printed: docker-modem prints the options of every request, hidden fields included.
import { Agent } from 'node:http';
import { inspect } from 'node:util';

/** Printing its sockets costs milliseconds for each request, and ends Electron 25 by a fault in V8. */
export class PlainAgent extends Agent {
  [inspect.custom](): string {
    return 'Agent';
  }
}
