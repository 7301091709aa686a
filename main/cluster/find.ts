// Every cluster that an engine holds, whole or in pieces, and whether somebody still wants it.
import type { Engine } from '../engine/engine';
import type { Call } from '../engine/runner';
import { isOwnerGone } from '../engine/owner';
import { labels, type Labels } from './labels';

export interface FoundCluster {
  name: string;
  nodes: { wanted: number; running: number };
  /**
   * - `up`: whole and wanted
   * - `stopped`: somebody wants it, but a part is missing or stopped
   * - `leftover`: what a process that died left behind
   */
  state: 'up' | 'stopped' | 'leftover';
  /** Containers, volumes and networks, by name. */
  parts: string[];
}

interface Part {
  name: string;
  marks: Labels;
  kind: 'container' | 'volume' | 'network';
  running: boolean;
  /** Whether it has run at all: what `up` created and did not come to start has not. */
  started: boolean;
}

export async function findClusters(engine: Engine, call: Call): Promise<FoundCluster[]> {
  const parts = await allParts(engine, call);
  const names = [...new Set(parts.map((part) => part.marks[labels.cluster] ?? ''))].sort();
  return names.map((name) =>
    judge(
      name,
      parts.filter((part) => part.marks[labels.cluster] === name),
    ),
  );
}

async function allParts(engine: Engine, call: Call): Promise<Part[]> {
  const filters = { label: [labels.cluster] };
  const [containers, { Volumes }, networks] = await Promise.all([
    call('list containers', () => engine.api.listContainers({ all: true, filters })),
    call('list volumes', () => engine.api.listVolumes({ filters })),
    call('list networks', () => engine.api.listNetworks({ filters })),
  ]);
  // The type says never null; the API says null where there is none.
  const volumes = (Volumes as typeof Volumes | null) ?? [];
  return [
    ...containers.map(({ Names, Id, Labels, State }) => ({
      name: Names[0]?.replace(/^\//, '') ?? Id,
      marks: Labels,
      kind: 'container' as const,
      running: State === 'running',
      started: State !== 'created',
    })),
    ...volumes.map(({ Name, Labels }) => ({
      name: Name,
      marks: Labels,
      kind: 'volume' as const,
      running: true,
      started: true,
    })),
    ...networks.map(({ Name, Labels }) => ({
      name: Name,
      marks: Labels ?? {},
      kind: 'network' as const,
      running: true,
      started: true,
    })),
  ];
}

function judge(name: string, parts: Part[]): FoundCluster {
  const marks = parts[0]?.marks ?? {};
  const wanted = Number(marks[labels.nodes] ?? 0);
  const containers = parts.filter((part) => part.kind === 'container');
  const running = containers.filter((part) => part.running && part.marks[labels.part] === 'node').length;
  const whole =
    running === wanted && containers.length === wanted + 1 && containers.every((part) => part.running);
  const complete = containers.length === wanted + 1 && containers.every((part) => part.started);
  const ownerGone = isOwnerGone(marks[labels.owner] ?? '');
  return {
    name,
    nodes: { wanted, running },
    state: stateOf(whole, ownerGone, marks[labels.kept] === 'true', complete),
    parts: parts.map((part) => part.name).sort(),
  };
}

/** A kept cluster outlives its maker once it is complete; before that, and for any other, a dead maker means a leftover. */
function stateOf(
  whole: boolean,
  ownerGone: boolean,
  kept: boolean,
  complete: boolean,
): FoundCluster['state'] {
  if (ownerGone && !(kept && complete)) return 'leftover';
  return whole ? 'up' : 'stopped';
}
