// The images of a lab, in the order in which the window counts them: see renderer/guide/prose/images.ts.
import type { Lab } from '../../labs/lab';

/** Absolute paths; empty where an image is not there. */
export function imagesOf({ steps }: Lab): string[] {
  return steps.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'prose' ? block.images.map(({ file }) => file ?? '') : [])),
  );
}
