// What a command does, taken into what is expected: also where the lab checks nothing of it.
import { type Effect, type NamedKind, optionOf } from './effects';
import type { Expected, ServiceFacts } from './expected';
import { disturb, leave, stateNode, stateService } from './facts';

/** `terminals` are those it was typed into. */
export function foldEffect(expected: Expected, effect: Effect, terminals: number[]): void {
  const typedOn = terminals.map((number) => `node${number}`);
  switch (effect.kind) {
    case 'init':
      for (const name of typedOn) stateNode(expected, name, { member: true, role: 'manager' });
      return;
    case 'join':
      for (const name of typedOn)
        stateNode(expected, name, { member: true, ...(effect.role && { role: effect.role }) });
      return;
    case 'leave':
      for (const name of typedOn) leave(expected, name);
      if ([...expected.node.values()].every(({ member }) => !member)) endSwarm(expected);
      return;
    case 'node':
      for (const name of effect.names.filter((each) => expected.node.has(each)))
        stateNode(expected, name, {
          ...(effect.role && { role: effect.role }),
          ...(isAvailability(effect.availability) && { availability: effect.availability }),
        });
      return;
    case 'node-gone':
      return;
    case 'made': {
      make(expected, effect);
      return;
    }
    case 'gone':
      for (const name of effect.names) remove(expected, effect.what, name);
      return;
    case 'changed': {
      changeService(expected, effect.service, effect.words);
      return;
    }
  }
}

function endSwarm(expected: Expected): void {
  Object.assign(expected, { swarm: false, nodes: {} });
  expected.node.clear();
  for (const name of [...expected.service.keys()]) remove(expected, 'service', name);
}

function isAvailability(word: string | undefined): word is 'active' | 'pause' | 'drain' {
  return word === 'active' || word === 'pause' || word === 'drain';
}

function make(expected: Expected, { what, name, words }: Extract<Effect, { kind: 'made' }>): void {
  expected.made.add(`${what} ${name}`);
  expected.gone.delete(`${what} ${name}`);
  expected.origin.set(`${what} ${name}`, expected.step);
  if (what === 'stack') {
    redeploy(expected, name);
    return;
  }
  if (what !== 'service') return;
  expected.service.delete(name);
  expected.origin.set(name, expected.step);
  stateService(expected, name, { plainUpdate: !words.some((word) => word.startsWith('--update-')) });
}

/** A stack that was there already is as its file says now, whatever that is. */
function redeploy(expected: Expected, stack: string): void {
  for (const service of [...expected.service.keys()]) {
    if (!service.startsWith(`${stack}_`)) continue;
    expected.service.set(service, {});
    disturb(expected, [], service);
  }
}

function remove(expected: Expected, what: NamedKind, name: string): void {
  expected.made.delete(`${what} ${name}`);
  expected.gone.add(`${what} ${name}`);
  if (what === 'service' || what === 'stack') {
    for (const service of [...expected.service.keys()])
      if (service === name || (what === 'stack' && service.startsWith(`${name}_`)))
        expected.service.delete(service);
    disturb(expected, [], name);
  }
  for (const [subject, { expect }] of expected.facts)
    if (
      (expect.kind === 'network' || expect.kind === 'secret' || expect.kind === 'config') &&
      (expect.name === name || (what === 'stack' && expect.name.startsWith(`${name}_`)))
    )
      expected.facts.delete(subject);
}

/** Which facts of a service an option of `docker service update` changes; its tasks are made anew by any but these. */
const changedBy: [option: RegExp, field: keyof ServiceFacts][] = [
  [/^--image/, 'image'],
  [/^--replicas(=|$)/, 'replicas'],
  [/^--replicas(=|$)/, 'running'],
  [/^--publish-/, 'published'],
  [/^--update-/, 'update'],
  [/^--update-/, 'plainUpdate'],
  [/^--constraint-/, 'managersOnly'],
  [/^--rollback/, 'image'],
  [/^--rollback/, 'replicas'],
  [/^--rollback/, 'running'],
  [/^--rollback/, 'update'],
  [/^--rollback/, 'plainUpdate'],
];

function changeService(expected: Expected, service: string, words: string[]): void {
  const options = words.filter((word) => word.startsWith('--'));
  const fields = changedBy
    .filter(([option]) => options.some((word) => option.test(word)))
    .map(([, field]) => field);
  const staysInPlace = options.every((word) => word.startsWith('--update-'));
  disturb(expected, staysInPlace ? fields : [...fields, 'on'], service);
  const replicas = Number(optionOf(words, '--replicas') ?? NaN);
  const image = optionOf(words, '--image');
  if (!expected.service.has(service)) return;
  stateService(expected, service, {
    ...(Number.isInteger(replicas) && { replicas, running: replicas }),
    ...(image && { image: image.includes(':') ? image : `${image}:latest` }),
  });
}
