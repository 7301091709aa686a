// How much of the machine the guest gets.
import { Failure } from '../../failure/failure';

export type Accelerator = 'tcg' | 'kvm' | 'hvf' | 'whpx';

interface HostSize {
  /** Bytes. */
  memory: number;
  /** Bytes that programs may still take (MemAvailable, not MemFree). */
  freeMemory: number;
  cpus: number;
}

export interface GuestSize {
  /** MiB, as QEMU's `-m` takes it. */
  memory: number;
  cpus: number;
}

/** Bytes. */
const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

/**
 * What the shipped snapshot is made for, to the byte and CPU: another size means a cold boot. Three nodes use 235 MiB idle
 * and 360 with six replicas; more than two emulated CPUs bring nothing on two cores.
 */
const snapshotSize: GuestSize = { memory: 1280, cpus: 2 };
/** MiB: below it three nodes and their images run out of memory. */
const leastMemory = 1024;
/** Bytes of host memory below which the system, a browser and the guest do not go together. */
const leastHost = 2.5 * gibibyte;
/** A lab's commands do not get faster with more. */
const mostCpus = 4;

/**
 * `wish` wins, down to 1024 MiB and 1 CPU.
 * @throws Failure `engine` where the host has too little memory, or too little of it is free
 */
export function sizeFor(host: HostSize, accelerator: Accelerator, wish: Partial<GuestSize> = {}): GuestSize {
  const usual = accelerator === 'tcg' ? snapshotSize : acceleratedSize(host);
  const memory = Math.max(leastMemory, wish.memory ?? usual.memory);
  const cpus = Math.max(1, wish.cpus ?? usual.cpus);
  // The guest rarely touches more than half of what it has.
  const neededFree = memory / 2;
  if (host.memory < leastHost || host.freeMemory < neededFree * mebibyte)
    throw new Failure('engine', 'embedded:noMemory', {
      free: Math.floor(host.freeMemory / mebibyte),
      total: Math.floor(host.memory / mebibyte),
      neededFree: Math.ceil(neededFree),
      neededTotal: leastHost / mebibyte,
    });
  return { memory, cpus };
}

/** With hardware acceleration each CPU is a real one, and memory goes to the images and containers of larger labs. */
function acceleratedSize(host: HostSize): GuestSize {
  const cpus = Math.min(mostCpus, host.cpus);
  if (host.memory < 8 * gibibyte) return { memory: 1280, cpus };
  if (host.memory < 16 * gibibyte) return { memory: 2048, cpus };
  return { memory: 3072, cpus };
}

/**
 * What a machine needs for more nodes, or larger ones, than its usual size serves; undefined where that does.
 * `memory` is a node's, in bytes.
 */
export function sizeForNodes(nodes: number, memory: number | undefined): { memory: number } | undefined {
  const node = memory === undefined ? leastNode : memory / mebibyte;
  const needed = Math.ceil(nodes * node + ownMemory);
  return needed <= snapshotSize.memory ? undefined : { memory: needed };
}

/** MiB of a node's least, and of what the machine's own kernel and dockerd take. */
const leastNode = 341;
const ownMemory = 256;
