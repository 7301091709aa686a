// The small schemas that the sidecar is made of; their errors say what is expected, in words of no language.
import { z } from 'zod';

export const text = z.string().min(1);
export const count = z.int().min(0);
export const port = z.int().min(1).max(65535);
export const yesNo = z.boolean();

/** A map that refuses unknown keys, and names those it knows. */
export function fields<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  });
}

/** A map of which at least one key besides `naming` says something: a check that states nothing always holds. */
export function stating<S extends z.core.$ZodLooseShape>(shape: S, naming: string[] = []) {
  const statements = Object.keys(shape).filter((key) => !naming.includes(key));
  return fields(shape).refine((written) => statements.some((key) => key in written), {
    error: statements.join(' | '),
  });
}
