// The engine: where containers run. What it hands out is a Docker API client and what it is able to do.
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import type { TextKey, TextValues } from '../i18n/i18n';

export type EngineKind = 'docker' | 'embedded';

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

/** A cluster that an engine has had since before anybody asked for one: of a snapshot. */
export interface ReadyCluster {
  name: string;
  nodes: number;
  /** References of the images that it runs. */
  images: { node: string; gateway: string };
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
  /** Address of the engine's machine that ports are published on: its loopback, where this is the same machine. */
  readonly publishOn: string;
  /** Where a port that the engine published answers on this machine's loopback. */
  reach(port: number): Promise<number>;
  /** A way to the nodes' own Docker APIs that spares an exec; none where there is none. */
  readonly nodeDoor?: NodeDoor;
  /** What a machine of our own can do beyond a Docker Engine. */
  readonly machine?: EngineMachine;
  /** Lets go of it: a machine of our own that is not to outlive this process ends. */
  close(): Promise<void>;
}

interface NodeDoor {
  /** Folder of the engine's machine; a node serves its API in `<folder>/<node>/docker.sock`, too. */
  folder: string;
  dial(node: string): Duplex;
}

export interface EngineMachine {
  /** The snapshot's cluster while nobody has taken, changed or removed it. */
  readonly ready: ReadyCluster | undefined;
  /** Says that the ready cluster is now somebody's (`taken`), or that its nodes are no longer the snapshot's (`spoilt`). */
  claim(how: 'taken' | 'spoilt'): Promise<void>;
  /** Brings the machine back to the ready snapshot; undefined where its nodes are not the snapshot's. */
  readonly rewind: (() => Promise<void>) | undefined;
  /** Keeps the machine as it is, its cluster just brought up, as this laptop's ready snapshot; undefined where there is one. */
  readonly keepReady: (() => Promise<void>) | undefined;
  /** Checkpoints, oldest first. */
  list(): Promise<MachineCheckpoint[]>;
  /** Saves memory and disk while the machine runs on; replaces the one of the same name. */
  save(name: string, step?: MachineCheckpoint['step']): Promise<MachineCheckpoint>;
  /** Goes back to one; false where there is none of that name. All connections into the machine end. */
  restore(name: string): Promise<boolean>;
  /** Saves the machine as it is and ends it; the next launch goes on from there. */
  suspend(): Promise<void>;
  /** Ends the machine and removes all that is left of it, checkpoints included. */
  remove(): Promise<void>;
}

export interface MachineCheckpoint {
  name: string;
  /** ISO 8601, UTC. */
  savedAt: string;
  step?: { lab: string; step: string };
  /** Bytes on disk. */
  size: number;
}
