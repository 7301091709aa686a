// The private engine as the integration tests see it.
import Docker from 'dockerode';
import { inject } from 'vitest';
import { connectDocker } from '../../main/engine/docker/connect';
import type { Engine } from '../../main/engine/engine';
import { type Call, createCall } from '../../main/engine/runner';
import { ensureLoaded } from '../../main/images/load';
import { type ImageStore, openStore } from '../../main/images/store';
import { silentLog } from '../../main/log/log';

export interface PrivateEngine {
  engine: Engine;
  call: Call;
  images: ImageStore;
}

export function privateDocker(): Docker {
  return new Docker({ socketPath: inject('socket') });
}

export async function privateEngine(): Promise<PrivateEngine> {
  const engine = await connectDocker({ DOCKER_HOST: `unix://${inject('socket')}` });
  return { engine, call: createCall(engine, silentLog), images: await openStore(inject('images')) };
}

/** Reference of the node image, loaded into the private engine. */
export async function nodeImage(): Promise<string> {
  const { engine, call, images } = await privateEngine();
  await ensureLoaded(engine, images.node, call);
  return images.node.reference;
}
