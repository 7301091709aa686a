// Which lab is open, and which were opened before: remembered on disk, so that the next start goes on with it.
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../../engine/runner';
import { writeWhole } from '../../engine/write-whole';
import { messageOf } from '../../failure/failure';
import type { Lab } from '../../labs/lab';
import { shippedLabs } from '../../labs/load';
import type { Log } from '../../log/log';
import type { Paths } from '../../paths';
import { cardFacts, type CardFacts, factsOf } from './card';

/** A lab that was read, and where it came from. */
export interface Opened {
  lab: Lab;
  /** Name of a shipped lab, absolute path, or address. */
  source: string;
  /** Of its progress file: two labs of the same name from two places each have theirs. */
  name: string;
}

/** A lab that was opened from elsewhere, as it was when it was read last. */
interface Remembered {
  source: string;
  facts: CardFacts;
}

export interface Shelf {
  /** Names of the labs that ship with Essaim. */
  shipped(): Promise<string[]>;
  /** Those from elsewhere, the newest first. */
  remembered(): Remembered[];
  /** What was open last. */
  last(): string | undefined;
  /** @throws Failure `bad-input` where it is no lab. */
  read(source: string): Promise<Opened>;
  /** Notes that it is open. */
  note(opened: Opened): Promise<void>;
  forget(source: string): Promise<void>;
}

/** Labs from elsewhere that are remembered: a list that still is read at a glance. */
const mostRemembered = 30;

const shelfSchema = z.object({
  last: z.string().optional(),
  opened: z.array(z.object({ source: z.string(), facts: cardFacts })),
});

interface ShelfOptions {
  paths: Pick<Paths, 'data' | 'labs'>;
  log: Log;
  /** Reads a lab from a source as the learner gave it; see `openSource` and `loadLab`. */
  load: (source: string) => Promise<{ lab: Lab; source: string }>;
}

export async function openShelf({ paths, log, load }: ShelfOptions): Promise<Shelf> {
  const file = join(paths.data, 'library.json');
  let kept = await readShelf(file, log);
  const write = async (next: typeof kept): Promise<void> => {
    kept = next;
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeWhole(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    } catch (error) {
      log.warn({ file, error: messageOf(error) }, 'the library could not be kept');
    }
  };
  const shipped = (): Promise<string[]> => shippedLabs(paths.labs);
  return {
    shipped,
    remembered: () => kept.opened,
    last: () => kept.last,
    read: async (given) => {
      const isShipped = (await shipped()).includes(given);
      const { lab, source } = await load(given);
      return { lab, source, name: isShipped ? lab.id : `${lab.id}-${digestOf(source)}` };
    },
    note: async ({ lab, source }) => {
      const isShipped = (await shipped()).includes(source);
      const others = kept.opened.filter((each) => each.source !== source);
      const opened = isShipped ? kept.opened : [{ source, facts: factsOf(lab) }, ...others];
      await write({ last: source, opened: opened.slice(0, mostRemembered) });
    },
    forget: (source) =>
      write({
        last: kept.last === source ? undefined : kept.last,
        opened: kept.opened.filter((each) => each.source !== source),
      }),
  };
}

async function readShelf(file: string, log: Log): Promise<z.infer<typeof shelfSchema>> {
  try {
    return shelfSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      log.warn({ file, error: messageOf(error) }, 'the library cannot be read and begins anew');
    return { opened: [] };
  }
}

function digestOf(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 8);
}
