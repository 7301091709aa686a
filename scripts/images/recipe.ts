// A recipe says what an image is made of: assets/images/<name>/recipe.yml.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const environment = z.record(z.string(), z.string());

const schema = z.strictObject({
  /** Repository: `instavote/vote`. */
  name: z.string(),
  /** `essential`: a Debian root with its scripts run; `extract`: the packages' files alone. */
  variant: z.enum(['essential', 'extract']).default('extract'),
  packages: z.array(z.string()),
  /** Globs of what is kept; everything where none is given. */
  keep: z.array(z.string()).optional(),
  /** Globs of what is left out. */
  remove: z.array(z.string()).default([]),
  /** Folder beside the recipe that is laid over the root, modes kept. */
  files: z.string().optional(),
  /** Path in the image: file beside the recipe. */
  copies: z.record(z.string(), z.string()).default({}),
  /** Path in the image: target. */
  links: z.record(z.string(), z.string()).default({}),
  config: z.strictObject({
    entrypoint: z.array(z.string()),
    /** What a container runs that is told nothing else; the entrypoint's arguments where there is one. */
    command: z.array(z.string()).default([]),
    workingDirectory: z.string(),
    environment: environment.default({}),
    exposedPorts: z.array(z.string()).default([]),
    stopSignal: z.string().optional(),
  }),
  labels: z.record(z.string(), z.string()).default({}),
  tags: z.record(z.string(), z.strictObject({ environment: environment.default({}) })),
});

export type Recipe = z.infer<typeof schema> & { folder: string };

export async function readRecipe(folder: string): Promise<Recipe> {
  const file = join(folder, 'recipe.yml');
  const result = schema.safeParse(parse(await readFile(file, 'utf8')));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return { ...result.data, folder };
}
