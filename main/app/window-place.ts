// Where the window was when it was closed last.
import { readFile } from 'node:fs/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { screen } from 'electron';
import { z } from 'zod';

const schema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximized: z.boolean(),
});

export interface Place {
  x?: number;
  y?: number;
  width: number;
  height: number;
  maximized: boolean;
}

/** Fills a 1366×768 laptop but for its task bar. */
const usual: Place = { width: 1366, height: 728, maximized: false };

/** The usual place where none is remembered, or where what is remembered cannot be read. */
export async function readPlace(file: string): Promise<Place> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return usual; // not there yet, or damaged: a place is no loss
  }
}

/** Synchronously, as the app may be on its way out; not being able to is no reason to keep the window open. */
export function writePlace(file: string, place: Place): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(place));
  } catch {
    // The next window opens in the usual place.
  }
}

/** The place itself where it is still on a screen, else its size in the middle of the first one. */
export function placeIn(place: Place): Place {
  const { x, y, width, height, maximized } = place;
  const { workArea } = screen.getPrimaryDisplay();
  const fitting = {
    width: Math.min(width, workArea.width),
    height: Math.min(height, workArea.height),
    maximized,
  };
  if (x === undefined || y === undefined) return fitting;
  const isVisible = screen
    .getAllDisplays()
    .some(
      ({ bounds }) =>
        x + width > bounds.x + 80 &&
        x < bounds.x + bounds.width - 80 &&
        y >= bounds.y - 10 &&
        y < bounds.y + bounds.height - 80,
    );
  return isVisible ? { x, y, ...fitting } : fitting;
}
