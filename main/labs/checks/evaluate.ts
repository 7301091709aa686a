// Whether any statement about the cluster holds right now: decided by its state, or asked of its nodes.
import { messageOf } from '../../failure/failure';
import { type CheckResult, checkState } from '../checks';
import type { Expectation } from '../lab';
import { checkPage } from '../rehearsal/check-page';
import type { Stage } from '../rehearsal/stage';
import { checkRollingUpdate } from '../rolling-update';
import { askKept } from './ask-manager';
import { askContainer, askNetwork } from './ask-node';
import { askFile, askScript } from './run-on-node';

/** What the cluster is looked at with. */
export type Eye = Pick<Stage, 'cluster' | 'watch' | 'routingMesh' | 'say' | 'mostMissing'>;

/** A node that does not answer is something that was found, no failure of ours. Ends within seconds, whatever a node does. */
export async function evaluate(expectation: Expectation, eye: Eye): Promise<CheckResult> {
  try {
    return await look(expectation, eye);
  } catch (error) {
    return { kind: 'fails', expected: nameOf(expectation), found: messageOf(error) };
  }
}

async function look(expectation: Expectation, eye: Eye): Promise<CheckResult> {
  switch (expectation.kind) {
    case 'nodes':
    case 'node':
    case 'service':
    case 'task':
      return checkState(expectation, await eye.watch.refresh());
    case 'rolling-update':
      return checkRollingUpdate(expectation, await eye.watch.refresh(), eye.mostMissing(expectation.service));
    case 'page':
      return checkPage(expectation, eye);
    case 'network':
      return askNetwork(expectation, eye.cluster);
    case 'container':
      return askContainer(expectation, eye.cluster);
    case 'file':
      return askFile(expectation, eye.cluster);
    case 'script':
      return askScript(expectation, eye.cluster);
    case 'secret':
    case 'config':
      return askKept(expectation, eye.cluster, await eye.watch.refresh());
  }
}

/** `network back (node1)`. */
function nameOf(expectation: Expectation): string {
  const name = 'name' in expectation ? expectation.name : undefined;
  const node = 'node' in expectation ? expectation.node : undefined;
  return [expectation.kind, name, node && `(${node})`].filter(Boolean).join(' ');
}
