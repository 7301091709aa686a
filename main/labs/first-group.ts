// Searches a text with a pattern that a lab's author wrote, and ends in time whatever the pattern is.
import { Script } from 'node:vm';

/** Milliseconds: an honest pattern takes less than one on the largest text that is looked at. */
const limit = 250;

const search = new Script('new RegExp(pattern, flags).exec(text)?.[1]');

/** What the pattern's first group finds; undefined where it finds nothing, or searches for too long. */
export function firstGroup(pattern: string, text: string, flags = ''): string | undefined {
  try {
    const found: unknown = search.runInNewContext({ pattern, flags, text }, { timeout: limit });
    return typeof found === 'string' ? found : undefined;
  } catch (error) {
    // An error of the script's own realm: no instance of our Error.
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
