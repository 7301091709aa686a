// A zod schema as JSON Schema, for editors: completion, descriptions and most of the refusals while a sidecar is written.
import { z } from 'zod';

/** Key in a schema's metadata: the shorter form that may stand for it, as JSON Schema. */
export const alsoWritten = 'alsoWritten';

/** Draft 7, which every editor knows. What only code can refuse (a node that the lab has not) is accepted. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const written = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', reused: 'inline' });
  const { $schema, ...rest } = plain(written) as Record<string, unknown>;
  return { $schema, title: 'lab.yml, the sidecar of a lab of Essaim', ...rest };
}

function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== 'object' || node === null) return node;
  const { [alsoWritten]: short, description, default: usual, ...rest } = node as Record<string, unknown>;
  const entries = Object.entries(rest).filter(([key, value]) => !isNoise(key, value));
  const inner = Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
  return {
    ...(description === undefined ? {} : { description: plain(description) }),
    ...(usual === undefined ? {} : { default: plain(usual) }),
    ...(short === undefined ? inner : { anyOf: [short, inner] }),
  };
}

/** What zod says of its own: the largest integer, and a format that its pattern tells as well. */
function isNoise(key: string, value: unknown): boolean {
  return value === Number.MAX_SAFE_INTEGER || (key === 'format' && value === 'starts_with');
}
