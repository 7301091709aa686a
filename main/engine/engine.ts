// The engine: where containers run. What it hands out is a Docker API client and what it is able to do.
import type Docker from 'dockerode';
import type { TextKey, TextValues } from '../i18n/i18n';

type EngineKind = 'docker' | 'embedded';

/** Whether the engine can do something; `unknown` until a node image is there to ask with. */
export type Ability = { kind: 'yes' } | { kind: 'no' | 'unknown'; why: Reason };

/** A text of the catalogue, with its values. */
export interface Reason {
  text: TextKey;
  values: TextValues;
}

export interface EngineProbe {
  /** Version of the Docker Engine, as in `docker version`. */
  version: string;
  apiVersion: string;
  operatingSystem: string;
  architecture: string;
  kernel: string;
  cgroup: 'v1' | 'v2';
  cpus: number;
  /** Bytes of memory the engine's machine has. */
  memory: number;
  /** Bytes of memory and disk that are free there; undefined until a container could be asked. */
  freeMemory: number | undefined;
  freeDisk: number | undefined;
  /** Whether a published port answers on every node: needs IP_VS in the engine's kernel. */
  routingMesh: Ability;
}

export interface Engine {
  readonly kind: EngineKind;
  /** Where it listens, for people: `unix:///var/run/docker.sock`. */
  readonly endpoint: string;
  /** How it was found, for people: `DOCKER_HOST`, `context desktop-linux`, `socket`. */
  readonly foundBy: string;
  /** The Docker API of the engine itself (not of its nodes). */
  readonly api: Docker;
  /** Asks the engine what it is and can do. `image` names the node image to ask with, where it is loaded. */
  probe(image?: string): Promise<EngineProbe>;
}
