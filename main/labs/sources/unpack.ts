// Unpacks a zip into an empty folder; whatever would write elsewhere, or too much, is refused before it is written.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName, type ZipFile } from 'yauzl';
import { Failure, messageOf } from '../../failure/failure';

/** Limits of what a zip may hold. A lab is a post and some tens of pictures: these are a hundred times that. */
export const zipLimits = {
  /** Files and folders: more would be a repository or a disk. */
  entries: 2000,
  /** Bytes of one file: a long screen recording. */
  file: 64 * 2 ** 20,
  /** Bytes of all files: what a laptop has to spare without asking. */
  total: 256 * 2 ** 20,
};

/** @throws Failure `bad-input` that says what is wrong with the zip; `shown` is its path or address. */
export async function unpack(bytes: Buffer, folder: string, shown: string): Promise<void> {
  const zip = await opened(bytes, shown);
  if (zip.entryCount === 0) throw new Failure('bad-input', 'authoring:zipEmpty', { zip: shown });
  if (zip.entryCount > zipLimits.entries)
    throw refuse(shown, 'authoring:zipEntries', { count: zip.entryCount, limit: zipLimits.entries });
  try {
    const entries = await checked(zip, shown);
    for (const { entry, name } of entries) await write(zip, entry, join(folder, name));
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : broken(shown, thrown);
  } finally {
    zip.close();
  }
}

/** All that is to be written, once nothing of the zip is to be refused. */
async function checked(zip: ZipFile, shown: string): Promise<{ entry: Entry; name: string }[]> {
  const entries: { entry: Entry; name: string }[] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry, shown);
    // Declared sizes are enough to count: yauzl refuses a file that turns out to be larger than declared.
    total += entry.uncompressedSize;
    refuseEntry(entry, name, total, shown);
    if (!isJunk(name)) entries.push({ entry, name });
  }
  return entries;
}

/** Names that are not validated yet: yauzl's own refusals are in English only. */
function opened(bytes: Buffer, shown: string): Promise<ZipFile> {
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: true };
  return fromBufferPromise(bytes, options).catch((thrown: unknown) => {
    throw broken(shown, thrown);
  });
}

function nameOf(entry: Entry, shown: string): string {
  const raw = entry.fileNameRaw;
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
  // A colon would name a stream of another file on Windows; control characters hide what a name is.
  // eslint-disable-next-line no-control-regex
  if (validateFileName(name) !== null || /[:\u0000-\u001f]/.test(name) || name === '')
    throw refuse(shown, 'authoring:zipEscapes', { name });
  return name;
}

function refuseEntry(entry: Entry, name: string, total: number, shown: string): void {
  // The upper half holds what a Unix says of the file: 0 where another system made the zip.
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (![0, 0o100000, 0o040000].includes(type)) throw refuse(shown, 'authoring:zipLink', { name });
  if (entry.isEncrypted()) throw refuse(shown, 'authoring:zipEncrypted', { name });
  if (entry.uncompressedSize > zipLimits.file)
    throw refuse(shown, 'authoring:zipFile', { name, limit: zipLimits.file / 2 ** 20 });
  if (total > zipLimits.total)
    throw refuse(shown, 'authoring:zipTotal', { limit: zipLimits.total / 2 ** 20 });
}

/** What macOS and Windows add for themselves. */
function isJunk(name: string): boolean {
  return /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db)$/.test(name);
}

async function write(zip: ZipFile, entry: Entry, file: string): Promise<void> {
  if (file.endsWith('/') || file.endsWith('\\')) {
    await mkdir(file, { recursive: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  // wx: two entries of one name (or of one on this file system) are no lab.
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { flags: 'wx' }));
}

type Refusal = `authoring:zip${'Entries' | 'Escapes' | 'Link' | 'Encrypted' | 'File' | 'Total'}`;

function refuse(zip: string, text: Refusal, values: Record<string, string | number>): Failure {
  return new Failure('bad-input', text, { zip, ...values });
}

function broken(zip: string, cause: unknown): Failure {
  return new Failure('bad-input', 'authoring:zipBroken', { zip, reason: messageOf(cause) }, { cause });
}
