import { Duplex } from 'node:stream';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import Docker from 'dockerode';
import { PlainAgent } from '../../main/engine/plain-agent';

it('keeps dockerode from looking into its connections', async () => {
  let looked = 0;
  class Looked extends Duplex {
    [inspect.custom](): string {
      looked += 1;
      return '';
    }
    override _read(): void {
      this.push('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
      this.push(null);
    }
    override _write(_chunk: unknown, _encoding: unknown, done: () => void): void {
      done();
    }
  }
  class LookedAgent extends PlainAgent {
    override createConnection(): Duplex {
      return new Looked();
    }
  }
  // dockerode's type leaves the agent out.
  const options = { protocol: 'http' as const, host: 'here', port: 80, agent: new LookedAgent() };
  const api = new Docker(options);
  expect(await api.version()).toEqual({});
  expect(looked).toBe(0);
});
