// Paths of this checkout.
import { join } from 'node:path';

/** A path below the checkout's top folder. */
export function repository(...parts: string[]): string {
  return join(import.meta.dirname, '..', ...parts);
}
