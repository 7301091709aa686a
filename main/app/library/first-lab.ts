// The lab that the window opens with: the one that was asked for, else the last one, else the French Swarm lab.
import { messageOf } from '../../failure/failure';
import type { Log } from '../../log/log';
import type { Opened, Shelf } from './shelf';

const defaultLab = 'swarm-vue-d-ensemble';

/** @throws Failure where a lab that was asked for cannot be opened; the last one that cannot be is no reason not to open. */
export async function firstLab(shelf: Shelf, asked: string | undefined, log: Log): Promise<Opened> {
  if (asked !== undefined) {
    const opened = await shelf.read(asked);
    await shelf.note(opened);
    return opened;
  }
  const last = shelf.last();
  if (last !== undefined) {
    try {
      return await shelf.read(last);
    } catch (error) {
      log.warn({ last, error: messageOf(error) }, 'the last lab cannot be opened');
    }
  }
  return shelf.read(defaultLab);
}

/** What stands behind the program's name, and the app's folder where that is not packed: `essaim labo.zip`. */
export function sourceIn(words: string[], isPackaged: boolean): string | undefined {
  return words.slice(isPackaged ? 1 : 2).find((word) => !word.startsWith('-'));
}
