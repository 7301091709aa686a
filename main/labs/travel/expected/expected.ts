// What the cluster is to be at a moment of a lab: the checks and commands up to there, folded by what they are about.
import type { StateExpectation } from '../../checks';
import type { Check, Expectation, Lab } from '../../lab';
import { mentions, typedText } from '../../mentions';
import { type Deed, deedsOf, type Effect, terminalsOf } from './effects';
import { foldEffect } from './effect-facts';
import { forgetPassing, stateFact, stateNode, stateNodes, stateService, unsettle } from './facts';

type Of<K extends Expectation['kind']> = Extract<Expectation, { kind: K }>;
export type NodeFacts = Omit<Of<'node'>, 'kind' | 'name'>;
export type ServiceFacts = Omit<Of<'service'>, 'kind' | 'name'> & {
  /** Whether nobody has said yet how it is updated. */
  plainUpdate?: boolean;
};

export interface Expected {
  /** Whether there is a swarm. */
  swarm: boolean;
  nodes: Omit<Of<'nodes'>, 'kind'>;
  node: Map<string, NodeFacts>;
  service: Map<string, ServiceFacts>;
  /** What else is checked, by what it is about. */
  facts: Map<string, Check>;
  /** What the lab's commands have made, and removed: `service vote`, `stack shop`, `network web`. */
  made: Set<string>;
  gone: Set<string>;
  /** All words of the commands: who is named there is no stranger. */
  words: Set<string>;
  /** The blocks that made and changed something with a name, in order. */
  recipes: Map<string, Deed[]>;
  /** Nodes to which something was done that nobody can read out of a command. */
  loose: Set<string>;
  /** Ids of the steps that stated something last: of `node2.role`, of `vote`. */
  origin: Map<string, string>;
  /** The step that is being folded. */
  step: string;
}

/** At the start of the step at `index`; behind the last one where it is the lab's length. */
export function expectedAtStart(lab: Lab, index: number): Expected {
  const expected = nothing();
  for (const step of lab.steps.slice(0, index)) foldStep(expected, lab, step.id, () => true);
  return expected;
}

/**
 * In the midst of the step at `index`: with what `isDone` of its commands, and all that is checked at its end once
 * all of them are.
 */
export function expectedWithin(lab: Lab, index: number, isDone: (deed: Deed) => boolean): Expected {
  const expected = expectedAtStart(lab, index);
  const step = lab.steps[index];
  if (step) foldStep(expected, lab, step.id, isDone);
  return expected;
}

function foldStep(expected: Expected, lab: Lab, id: string, isDone: (deed: Deed) => boolean): void {
  const step = lab.steps.find((each) => each.id === id);
  if (!step) return;
  const checks = lab.sidecar?.steps[id]?.checks ?? [];
  const deeds = deedsOf(lab, step);
  expected.step = id;
  if (deeds.some(isDone)) forgetPassing(expected);
  for (const deed of deeds.filter(isDone)) {
    if (deed.unsettles) for (const number of terminalsOf(deed.block)) unsettle(expected, `node${number}`);
    for (const effect of deed.effects) foldDeed(expected, effect, deed);
    for (const word of typedText(deed.block).split(/[\s"'=,]+/)) expected.words.add(word);
    for (const check of checks)
      if (check.after !== undefined && mentions(deed.block, check.after)) foldCheck(expected, check);
  }
  if (!deeds.every(isDone)) return;
  // What is checked after a command that only looks is as good as checked at the end.
  for (const check of checks) {
    const { after } = check;
    if (after === undefined || !deeds.some(({ block }) => mentions(block, after))) foldCheck(expected, check);
  }
}

function foldDeed(expected: Expected, effect: Effect, deed: Deed): void {
  foldEffect(expected, effect, terminalsOf(deed.block));
  if (effect.kind === 'made') {
    const subject = `${effect.what} ${effect.name}`;
    const isAgain = effect.what === 'stack' && expected.recipes.has(subject);
    expected.recipes.set(subject, [...(isAgain ? (expected.recipes.get(subject) ?? []) : []), deed]);
  }
  const changed = effect.kind === 'changed' ? `service ${effect.service}` : undefined;
  const recipe = changed === undefined ? undefined : expected.recipes.get(changed);
  if (changed !== undefined && recipe) expected.recipes.set(changed, [...recipe, deed]);
}

function foldCheck(expected: Expected, check: Check): void {
  const { expect } = check;
  switch (expect.kind) {
    case 'nodes': {
      stateNodes(expected, expect);
      return;
    }
    case 'node': {
      stateNode(expected, expect.name, expect);
      return;
    }
    case 'service': {
      stateService(expected, expect.name, expect);
      return;
    }
    // How it came about is history; what is left of it is the image.
    case 'rolling-update': {
      stateService(expected, expect.service, { image: expect.image });
      return;
    }
    case 'task':
      // That a task failed once is history, too.
      if (expect.state === 'running') stateFact(expected, check);
      return;
    case 'page':
    case 'network':
    case 'container':
    case 'file':
    case 'script':
    case 'secret':
    case 'config': {
      stateFact(expected, check);
      return;
    }
  }
}

/** All that is expected of nodes and services, as statements. */
export function statementsOf({ nodes, node, service }: Expected): StateExpectation[] {
  return [
    ...(Object.keys(nodes).length > 0 ? [{ kind: 'nodes' as const, ...nodes }] : []),
    ...[...node].map(([name, facts]) => ({ kind: 'node' as const, name, ...facts })),
    ...[...service].map(([name, facts]) => ({ kind: 'service' as const, name, ...facts })),
  ];
}

function nothing(): Expected {
  return {
    ...{ swarm: false, nodes: {}, node: new Map(), service: new Map(), facts: new Map(), step: '' },
    ...{ made: new Set(), gone: new Set(), words: new Set(), recipes: new Map(), origin: new Map() },
    loose: new Set(),
  };
}
