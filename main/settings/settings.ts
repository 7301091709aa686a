// The learner's settings: one small file, read when needed and written whole.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Failure } from '../failure/failure';
import { codeOf } from '../engine/runner';
import { writeWhole } from '../engine/write-whole';

const schema = z.strictObject({
  /** Engine for labs; chosen by what is there where it is `auto`. */
  engine: z.enum(['auto', 'docker', 'embedded']).default('auto'),
});

export type Settings = z.infer<typeof schema>;

/** @throws Failure `bad-input` where the file is not what we wrote. */
export async function readSettings(file: string): Promise<Settings> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return schema.parse({});
    throw new Failure('bad-input', 'cli:badSettings', { file }, { cause });
  }
}

export async function writeSettings(file: string, settings: Settings): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, `${JSON.stringify(settings, null, 2)}\n`);
}
