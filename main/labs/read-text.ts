// Reads a text file of a lab; what is no text, or cannot be read, is a failure that says so.
import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Failure, messageOf } from '../failure/failure';
import { refuseSize } from './parse/parse';

export async function readText(file: string): Promise<string> {
  const found = await statOf(file);
  if (!found.isFile()) throw new Failure('bad-input', 'labs:notAPost', { path: file });
  refuseSize(found.size, file);
  return decode(await readFile(file).catch(refuse(file)), file);
}

export async function statOf(file: string): Promise<Stats> {
  return stat(file).catch(refuse(file));
}

function decode(bytes: Buffer, file: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    throw new Failure('bad-input', 'labs:binary', { path: file }, { cause });
  }
  throw new Failure('bad-input', 'labs:binary', { path: file });
}

function refuse(file: string): (thrown: unknown) => never {
  return (thrown) => {
    const code = (thrown as NodeJS.ErrnoException).code;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    const reason = code ?? messageOf(thrown);
    throw new Failure(
      'bad-input',
      isMissing ? 'labs:notFound' : 'labs:unreadable',
      { path: file, reason },
      {
        cause: thrown,
      },
    );
  };
}
