// "What is wrong?": the faults of the cluster seen from a step, each with the one command that mends it.
import type { Diagnosis, Fault } from '../../../../preload/contract';
import { Failure } from '../../../failure/failure';
import { type Language, translator } from '../../../i18n/i18n';
import type { Eye } from '../../../labs/checks/evaluate';
import { cueOf } from '../../../labs/cue';
import { brokenFacts, diagnose } from '../../../labs/travel/faults/diagnose';
import type { FoundFault } from '../../../labs/travel/faults/mend';
import { readSight } from '../../../labs/travel/sight';
import type { Live } from '../../cluster/live';
import type { JourneysOptions } from './journeys';

export async function diagnosisOf(
  {
    keeper,
    lab,
    hasRun,
    language,
  }: Pick<JourneysOptions, 'lab' | 'hasRun' | 'language'> & { keeper: { live(): Live | undefined } },
  step: string,
): Promise<Diagnosis> {
  const live = keeper.live();
  if (!live) throw new Failure('cluster', 'terminals:noCluster');
  const index = lab.steps.findIndex(({ id }) => id === step);
  if (index < 0) throw new Failure('bad-input', 'labs:noStep', { step });
  const sight = await readSight(live.cluster, await live.watch.refresh());
  const found = diagnose(lab, index, sight, hasRun);
  // What only a node can tell says nothing new where its service or the node itself is wrong.
  const faults = found.length > 0 ? found : await brokenFacts(lab, index, eyeOf(live, language()), hasRun);
  return { step, faults: await Promise.all(faults.map((fault) => shown(fault, live))) };
}

function eyeOf({ cluster, watch, engine }: Live, language: Language): Eye & { language: Language } {
  const { routingMesh } = engine;
  return { cluster, watch, routingMesh, language, say: translator(language), mostMissing: () => 0 };
}

async function shown(fault: FoundFault, live: Live): Promise<Fault> {
  const { text, values, node, step } = fault;
  return { text, values, node, step, mend: await mendOf(fault, live) };
}

/** Several commands for one terminal are pasted as one. */
async function mendOf({ mends }: FoundFault, { cluster, watch }: Live): Promise<Fault['mend']> {
  const [first] = mends;
  if (!first || mends.some(({ terminal }) => terminal !== first.terminal)) return undefined;
  const cues = await Promise.all(
    mends.map(({ block }) =>
      // Without a swarm there is no token, and the command stays as the lab shows it.
      cueOf(block, undefined, cluster, () => Promise.resolve(watch.current())).catch(() => ({
        text: block.code,
      })),
    ),
  );
  return { terminal: first.terminal, command: cues.map((cue) => cue?.text ?? '').join('\n') };
}
