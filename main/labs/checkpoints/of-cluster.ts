// The checkpoints of a cluster, in the way of its engine.
import { join } from 'node:path';
import type { Cluster } from '../../cluster/cluster';
import type { Call } from '../../engine/runner';
import type { Language } from '../../i18n/i18n';
import type { Paths } from '../../paths';
import { findLab, loadLab } from '../load';
import type { Checkpoints } from './checkpoints';
import { machineCheckpoints } from './machine';
import { replayCheckpoints } from './replay';

interface Surroundings {
  paths: Pick<Paths, 'data' | 'labs' | 'cache'>;
  language: Language;
}

export function checkpointsOf({ paths, language }: Surroundings, cluster: Cluster, call: Call): Checkpoints {
  const { machine } = cluster.engine;
  if (machine) return machineCheckpoints({ cluster, machine, call });
  return replayCheckpoints({
    cluster,
    folder: join(paths.data, 'checkpoints'),
    call,
    language,
    findLab: async (lab) => loadLab((await findLab(lab, paths)).path),
  });
}
