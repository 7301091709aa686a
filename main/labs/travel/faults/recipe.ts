// The lab's own commands that make something as it is to be now.
import { type NamedKind, terminalsOf } from '../expected/effects';
import type { Expected } from '../expected/expected';
import type { Mend } from './mend';

/** Empty where the lab has none. A service of a stack is made by its stack. */
export function recipeOf(what: NamedKind, name: string, { recipes }: Pick<Expected, 'recipes'>): Mend[] {
  const deeds = recipes.get(`${what} ${name}`) ?? stackOf(name, recipes);
  return deeds.flatMap(({ block }) => terminalsOf(block).map((terminal) => ({ terminal, block })));
}

function stackOf<T>(service: string, recipes: Map<string, T[]>): T[] {
  const stack = [...recipes.keys()].find(
    (subject) => subject.startsWith('stack ') && service.startsWith(`${subject.slice('stack '.length)}_`),
  );
  return recipes.get(stack ?? '') ?? [];
}
