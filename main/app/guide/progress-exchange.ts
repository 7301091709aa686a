// A progress as a file that goes from one machine to another: written, and read with a sentence for whatever is wrong.
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Progress } from '../../../preload/contract';
import { codeOf } from '../../engine/runner';
import { writeWhole } from '../../engine/write-whole';
import { Failure, messageOf } from '../../failure/failure';
import type { Lab } from '../../labs/lab';
import { asNow, largest, progressSchema, versionOf } from './progress-file';

const exchangeSchema = z.object({
  essaim: z.literal('progress'),
  lab: z.string(),
  title: z.string(),
  version: z.string(),
  progress: progressSchema,
});

/** @throws Failure `bad-input` where the file cannot be written. */
export async function exportProgress(file: string, progress: Progress, lab: Lab): Promise<void> {
  const { id, title } = lab;
  const written = { essaim: 'progress', lab: id, title, version: versionOf(lab), progress };
  try {
    await writeWhole(file, `${JSON.stringify(written, null, 2)}\n`);
  } catch (cause) {
    throw new Failure(
      'bad-input',
      'library:unwritable',
      { file, reason: codeOf(cause) ?? messageOf(cause) },
      { cause },
    );
  }
}

/** @throws Failure `bad-input` where the file is no progress, or that of another lab or another version of this one. */
export async function importProgress(file: string, lab: Lab): Promise<Progress> {
  const found = await readExchange(file);
  if (found.lab !== lab.id)
    throw new Failure('bad-input', 'library:progressOfOther', { file, title: found.title, lab: lab.title });
  if (found.version !== versionOf(lab))
    throw new Failure('bad-input', 'library:progressOfVersion', { file, lab: lab.title });
  return asNow(found.progress as Progress, lab);
}

async function readExchange(file: string): Promise<z.infer<typeof exchangeSchema>> {
  try {
    if ((await stat(file)).size > largest) throw new Error(`larger than ${largest} bytes`);
    return exchangeSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const code = codeOf(cause);
    if (code !== undefined)
      throw new Failure('bad-input', 'library:unreadable', { file, reason: code }, { cause });
    throw new Failure('bad-input', 'library:notProgress', { file }, { cause });
  }
}
