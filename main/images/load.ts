// Brings an image of the store into an engine, once.
import { createReadStream } from 'node:fs';
import { Failure } from '../failure/failure';
import type { Engine } from '../engine/engine';
import { type Call, statusOf } from '../engine/runner';
import { type StoredImage, verifyArchive } from './store';

export async function isLoaded(engine: Engine, image: StoredImage, call: Call): Promise<boolean> {
  try {
    await call(`inspect image ${image.reference}`, () => engine.api.getImage(image.reference).inspect());
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/**
 * Loads the image where the engine lacks it; its reference changes with its content, so a name is enough to know.
 * @throws Failure `bad-input` where the archive is missing or damaged, `engine` where the engine refuses it.
 */
export async function ensureLoaded(engine: Engine, image: StoredImage, call: Call): Promise<void> {
  if (await isLoaded(engine, image, call)) return;
  await verifyArchive(image);
  await call(`load ${image.reference}`, async () => {
    const progress = await engine.api.loadImage(createReadStream(image.file));
    await new Promise<void>((resolve, reject) => {
      engine.api.modem.followProgress(progress, (error: Error | null, told: { error?: string }[]) => {
        // A load that fails half-way (a full disk) ends its progress well, with a line that says why.
        const refusal = told.find((line) => line.error !== undefined)?.error;
        if (error) reject(error);
        else if (refusal !== undefined) reject(new Error(refusal));
        else resolve();
      });
    });
  });
  if (!(await isLoaded(engine, image, call)))
    throw new Failure('bad-input', 'images:corruptArchive', { file: image.file });
}
