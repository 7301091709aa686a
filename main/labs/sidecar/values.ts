// The small schemas that the sidecar is made of; their errors say what is expected, in words of no language.
import { z } from 'zod';
import { alsoWritten } from './json-schema';
import { maximumTerminals } from '../parse/post';

export const text = z.string().min(1);
export const count = z.int().min(0);
export const port = z.int().min(1).max(65535);
export const yesNo = z.boolean();
export const terminal = z.int().min(1).max(maximumTerminals);

/** Name of a node; whether the lab has it is seen once the post is known. */
export const node = text.meta({ examples: ['node1', 'node2'] });

/** A regular expression whose one group is the value. */
export const pattern = text
  .refine(hasOneGroup, { error: 'regular expression (one group)' })
  .meta({ format: 'regex' });

/** A plain text is French. */
export const said = z
  .preprocess(
    (written) => (typeof written === 'string' ? { fr: written } : written),
    fields({ fr: text.describe('In French.'), en: text.optional().describe('In English.') }),
  )
  .meta({ [alsoWritten]: { type: 'string', minLength: 1, description: 'In French.' } });

/** A map that refuses unknown keys, and names those it knows. */
export function fields<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  });
}

/** A map of which at least one key besides `naming` says something: a check that states nothing always holds. */
export function stating<S extends z.core.$ZodLooseShape>(shape: S, naming: string[] = []) {
  const statements = Object.keys(shape).filter((key) => !naming.includes(key));
  return fields(shape)
    .refine((written) => statements.some((key) => key in written), { error: statements.join(' | ') })
    .meta({ minProperties: naming.length + 1 });
}

function hasOneGroup(written: string): boolean {
  try {
    return new RegExp(`${written}|`).exec('')?.length === 2;
  } catch {
    // Not a regular expression, so not one with a group.
    return false;
  }
}
