// Writes a small file so that whoever reads it finds the old one or the new one, whole.
import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';

export interface WriteOptions {
  mode?: number;
  /** On the disk before it takes the old one's place: a power cut leaves one of the two. */
  flush?: boolean;
}

/** Its folder must be there. What fails leaves the old file, and nothing beside it. */
export async function writeWhole(file: string, text: string, options: WriteOptions = {}): Promise<void> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    await writeFile(part, text, options);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
