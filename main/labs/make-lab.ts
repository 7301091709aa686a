// Makes a lab to begin with: a copy of the template in the author's language, and the sidecar's schema for editors.
import { copyFile, cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, messageOf } from '../failure/failure';
import type { Language } from '../i18n/i18n';
import type { Paths } from '../paths';

/** @throws Failure `bad-input` where the folder holds something, or cannot be written to. */
export async function makeLab(
  folder: string,
  paths: Pick<Paths, 'newLab' | 'sidecarSchema'>,
  language: Language,
): Promise<void> {
  if ((await namesIn(folder)).length > 0) throw new Failure('bad-input', 'authoring:newNotEmpty', { folder });
  try {
    await mkdir(folder, { recursive: true });
    await cp(join(paths.newLab, language), folder, { recursive: true });
    await copyFile(paths.sidecarSchema, join(folder, 'lab.schema.json'));
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw new Failure('bad-input', 'authoring:newNotFolder', { folder }, { cause });
    throw unwritable(folder, cause);
  }
}

function unwritable(folder: string, cause: unknown): Failure {
  const reason = (cause as NodeJS.ErrnoException).code ?? messageOf(cause);
  return new Failure('bad-input', 'authoring:newUnwritable', { folder, reason }, { cause });
}
