// What is on a cluster that the lab has not made so far, or has removed: it may hold a name, a port or a secret.
import type { NamedKind } from '../expected/effects';
import type { Expected } from '../expected/expected';
import { type FoundFault, managerTerminal, terminalOf, typed } from './mend';
import type { Sight } from '../sight';

/** Services first: who is in use cannot be removed. */
export function strangerFaults(expected: Expected, sight: Sight): FoundFault[] {
  const { state, containers, networks, secrets, configs } = sight;
  const manager = managerTerminal(state);
  const fault = (what: NamedKind, name: string, node: string | undefined): FoundFault => {
    const terminal = node === undefined ? manager : terminalOf(node, state);
    const command = what === 'container' ? `docker rm -f ${name}` : `docker ${what} rm ${name}`;
    return {
      ...{ subject: `${what} ${name}`, text: textOf[what], values: { name, node: node ?? '' }, node },
      ...{ step: undefined, mends: terminal > 0 ? [typed(terminal, command)] : [] },
    };
  };
  const ofSwarm = (what: NamedKind, names: string[]): FoundFault[] =>
    names.filter((name) => isStranger(what, name, expected)).map((name) => fault(what, name, undefined));
  return [
    ...ofSwarm(
      'service',
      state.services.map(({ name }) => name),
    ).map((each) => renamed(each, expected, sight)),
    ...containers
      .filter(({ name }) => isStranger('container', name, expected))
      .map(({ name, node }) => fault('container', name, node)),
    ...ofSwarm('network', networks),
    ...ofSwarm('secret', secrets),
    ...ofSwarm('config', configs),
  ];
}

const textOf: Record<NamedKind, FoundFault['text']> = {
  service: 'travel:faultStrangeService',
  stack: 'travel:faultStrangeService',
  container: 'travel:faultStrangeContainer',
  network: 'travel:faultStrangeNetwork',
  secret: 'travel:faultStrangeSecret',
  config: 'travel:faultStrangeConfig',
};

/** A name that the lab's commands have spoken of is tolerated, unless they removed it last. */
function isStranger(what: NamedKind, name: string, { made, gone, words, service }: Expected): boolean {
  if (made.has(`${what} ${name}`) || (what === 'service' && service.has(name))) return false;
  const stack = [...made].find((each) => each.startsWith('stack ') && name.startsWith(`${each.slice(6)}_`));
  if (stack) return false;
  // Who runs a container without a name cannot tell it from others.
  if (what === 'container' && made.has('container ')) return false;
  return gone.has(`${what} ${name}`) || !words.has(name);
}

/** A service that is missing, and one that nobody asked for with its image or its port: that is the same under another name. */
function renamed(fault: FoundFault, expected: Expected, { state }: Sight): FoundFault {
  const stranger = state.services.find(({ name }) => name === fault.values.name);
  const missing = [...expected.service].find(
    ([name, { image, published }]) =>
      !state.services.some((service) => service.name === name) &&
      ((image !== undefined && image === stranger?.image) ||
        (published !== undefined && stranger?.ports.some((port) => port.published === published))),
  )?.[0];
  if (missing === undefined) return fault;
  const values = { ...fault.values, expected: missing };
  return { ...fault, text: 'travel:faultRenamed', values, step: expected.origin.get(missing) };
}
