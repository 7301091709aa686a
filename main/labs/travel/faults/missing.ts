// Networks, secrets and configs that the lab has made, and that are not there.
import type { Expected } from '../expected/expected';
import type { FoundFault } from './mend';
import { recipeOf } from './recipe';
import type { Sight } from '../sight';

export function missingFaults(expected: Expected, sight: Sight): FoundFault[] {
  const kinds = [
    ['network', sight.networks],
    ['secret', sight.secrets],
    ['config', sight.configs],
  ] as const;
  return kinds.flatMap(([what, there]) =>
    [...expected.made]
      .filter((subject) => subject.startsWith(`${what} `))
      .map((subject) => subject.slice(what.length + 1))
      .filter((name) => !there.includes(name) && isOfSwarm(what, name, expected))
      .map((name) => ({
        ...{ subject: `${what} ${name}`, text: textOf[what], values: { name }, node: undefined },
        ...{ step: expected.origin.get(`${what} ${name}`), mends: recipeOf(what, name, expected) },
      })),
  );
}

const textOf = {
  network: 'travel:faultNoNetwork',
  secret: 'travel:faultNoSecret',
  config: 'travel:faultNoConfig',
} as const;

/** A network of one node is not seen from here. */
function isOfSwarm(what: 'network' | 'secret' | 'config', name: string, { recipes }: Expected): boolean {
  if (what !== 'network') return true;
  return (recipes.get(`network ${name}`) ?? []).some(({ block }) => /\boverlay\b/.test(block.code));
}
