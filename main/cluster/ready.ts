// Waits until a node's own dockerd answers, or knows why it never will.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure/failure';
import type { Call } from '../engine/runner';
import { within } from '../engine/within';
import type { ClusterNode } from './cluster';

/** Milliseconds: 2 on real hardware, up to 40 s under emulation on a busy machine, times three. */
const readyLimit = 120_000;
/** Milliseconds between tries; a try itself waits on the node for its socket. */
const pause = 100;

export async function waitUntilReady(nodes: ClusterNode[], call: Call, signal?: AbortSignal): Promise<void> {
  await Promise.all(nodes.map((node) => waitForNode(node, call, signal)));
}

async function waitForNode(node: ClusterNode, call: Call, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + readyLimit;
  for (;;) {
    if (signal?.aborted) throw new Failure('cancelled', 'cluster:cancelled');
    const silence = await within(
      Math.max(1, deadline - Date.now()),
      node.inner.api.ping() as Promise<unknown>,
      signal,
    ).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (!silence) return;
    if (signal?.aborted) continue;
    const { State } = await call(`inspect ${node.name}`, () => node.container.inspect());
    if (!State.Running)
      throw new Failure(
        'cluster',
        'cluster:nodeDied',
        { node: node.name, said: await lastLines(node) },
        { cause: silence.error },
      );
    if (Date.now() > deadline)
      throw new Failure(
        'cluster',
        'cluster:nodeSilent',
        { node: node.name, seconds: readyLimit / 1000 },
        { cause: silence.error },
      );
    await sleep(pause);
  }
}

async function lastLines(node: ClusterNode): Promise<string> {
  const log = await node.container.logs({ stdout: true, stderr: true, tail: 3 });
  return textOfFrames(log).replace(/\s+/g, ' ').trim();
}

/** The text of a log without TTY: each frame begins with 8 bytes, the last 4 of them its length. */
function textOfFrames(log: Buffer): string {
  let text = '';
  for (let at = 0; at + 8 <= log.length;) {
    const end = at + 8 + log.readUInt32BE(at + 4);
    text += log.toString('utf8', at + 8, end);
    at = end;
  }
  return text;
}
