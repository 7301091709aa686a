// Whether the cluster is at the start of a step: all that is expected of it there holds.
import { Failure } from '../../failure/failure';
import { checkState } from '../checks';
import { lookUntil } from '../rehearsal/look-until';
import { playCheck } from '../rehearsal/play-check';
import { type Expected, statementsOf } from './expected/expected';
import { faultsOf } from './faults/faults';
import { managerTerminal } from './faults/mend';
import type { Scene } from './scene';

/** Kinds of checks whose truth may end by what nobody can read out of a command. */
const passing = ['file', 'script', 'container'];

/**
 * `wasPlayed`: every step was played in order and its checks held then: of what only a script sees that is enough.
 * @throws Failure `cluster` that names what does not hold.
 */
export async function verify(expected: Expected, scene: Scene, wasPlayed: boolean): Promise<void> {
  const stage = await scene.stage();
  const found = await lookUntil(async () => {
    const sight = await scene.look();
    const [fault] = faultsOf(expected, sight);
    if (fault) return { kind: 'fails', expected: '', found: stage.say(fault.text, fault.values) };
    if (managerTerminal(sight.state) === 0) return { kind: 'holds' }; // nobody can be asked, as it is meant
    const results = statementsOf(expected).map((statement) => checkState(statement, sight.state));
    return results.find(({ kind }) => kind === 'fails') ?? { kind: 'holds' };
  }, stage);
  if (found.kind === 'fails') {
    const detail = found.expected === '' ? found.found : stage.say('rehearsal:difference', { ...found });
    throw new Failure('cluster', 'travel:notThere', { detail });
  }
  for (const check of expected.facts.values()) {
    const { kind } = check.expect;
    if (wasPlayed && passing.includes(kind)) continue;
    // Without a routing mesh no node answers for another.
    if (kind === 'page' && stage.routingMesh.kind !== 'yes') continue;
    const { status, text, detail = '–' } = await playCheck(check, stage);
    if (status === 'failed')
      throw new Failure('cluster', 'travel:notThere', { detail: `${text} (${detail})` });
  }
}
