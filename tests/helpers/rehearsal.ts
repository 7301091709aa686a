// Labs written for a test, and rehearsals of labs on a cluster.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from '../../main/cluster/cluster';
import type { Engine, EngineProbe } from '../../main/engine/engine';
import { loadLab } from '../../main/labs/load';
import { rehearse } from '../../main/labs/rehearsal/rehearse';
import type { ActionReport, RehearsalReport } from '../../main/labs/rehearsal/report';
import { imageStore } from './cluster';
import { scratchFolder } from './scratch';

/** A lab's folder with this post (front matter is put on top, four lines) and sidecar. */
export async function writeLab(name: string, body: string, sidecar?: string, terminals = 1): Promise<string> {
  const folder = join(await scratchFolder(), name);
  await mkdir(folder);
  await writeFile(join(folder, 'index.md'), `---\ntitle: ${name}\nterms: ${terminals}\n---\n${body}`);
  if (sidecar !== undefined) await writeFile(join(folder, 'lab.yml'), sidecar);
  return folder;
}

export interface Rehearsing {
  signal?: AbortSignal;
  /** Milliseconds that a check or a link may take. */
  patience?: number;
  onAction?: (action: ActionReport) => void;
}

/** Rehearses the lab at this path, in French, on a cluster that is up. */
export async function rehearseLab(
  path: string,
  cluster: Cluster,
  options: Rehearsing = {},
): Promise<RehearsalReport> {
  return rehearse({
    lab: await loadLab(path),
    cluster,
    probe: await probeOf(cluster.engine),
    language: 'fr',
    signal: options.signal ?? new AbortController().signal,
    ...(options.patience ? { patience: options.patience } : {}),
    ...(options.onAction ? { onAction: options.onAction } : {}),
  });
}

const probes = new Map<string, Promise<EngineProbe>>();

/** Once for each engine: it starts a container, and what the engine can do stays the same. */
async function probeOf(engine: Engine): Promise<EngineProbe> {
  const { node } = await imageStore();
  const probe = probes.get(engine.endpoint) ?? engine.probe(node.reference);
  probes.set(engine.endpoint, probe);
  return probe;
}
