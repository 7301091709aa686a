// How much of the engine a node may use.
import type { Engine } from '../engine/engine';
import type { Call } from '../engine/runner';
import type { NodeLimits } from './containers';

const mebibyte = 2 ** 20;
/** A node with its dockerd, a manager's Raft and a handful of small containers takes about 200 MiB. */
const leastMemory = 384 * mebibyte;
/** More helps no lab and starves a laptop. */
const mostMemory = 2048 * mebibyte;
/** The rest is for the engine's machine itself. */
const share = 0.8;

export async function limitsFor(engine: Engine, nodes: number, call: Call): Promise<NodeLimits> {
  const info = (await call('ask for memory and processors', () => engine.api.info() as Promise<unknown>)) as {
    MemTotal: number;
    NCPU: number;
  };
  const fair = Math.floor((info.MemTotal * share) / nodes);
  return { memory: Math.min(mostMemory, Math.max(leastMemory, fair)), cpus: info.NCPU };
}
