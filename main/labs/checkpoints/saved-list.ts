// The checkpoints of one cluster on disk, where each is a step of a lab: a JSON list, oldest first.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../../engine/runner';
import { writeWhole } from '../../engine/write-whole';
import { Failure, messageOf } from '../../failure/failure';

const savedSchema = z.object({
  name: z.string(),
  savedAt: z.iso.datetime(),
  step: z.object({ lab: z.string(), step: z.string() }),
});

export type Saved = z.infer<typeof savedSchema>;

export interface SavedList {
  /** @throws Failure `bad-input` where the file is damaged. */
  read(): Promise<Saved[]>;
  /** Replaces the one of the same name. The file is whole at any time, whatever happens. */
  add(saved: Saved): Promise<void>;
}

/** Checkpoints: more than a lab has steps, few enough to read. */
export const mostSaved = 50;

export function savedList(file: string): SavedList {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: () => read(file),
    // One after the other: of two at once, each would write a list without the other.
    add: (saved) => {
      const added = last.then(() => add(file, saved));
      last = added.catch(() => undefined); // its own caller is told
      return added;
    },
  };
}

async function read(file: string): Promise<Saved[]> {
  try {
    return z.array(savedSchema).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw new Failure('bad-input', 'checkpoints:damaged', { file }, { cause });
  }
}

async function add(file: string, saved: Saved): Promise<void> {
  const others = (await read(file)).filter(({ name }) => name !== saved.name);
  try {
    await mkdir(dirname(file), { recursive: true });
    const text = `${JSON.stringify([...others, saved].slice(-mostSaved), null, 2)}\n`;
    await writeWhole(file, text, { flush: true });
  } catch (cause) {
    const reason = codeOf(cause) ?? messageOf(cause);
    throw new Failure('bad-input', 'checkpoints:unwritable', { file, reason }, { cause });
  }
}
