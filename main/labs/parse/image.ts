// Images: found beside the lab, or a warning.
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Element } from 'hast';
import type { LabImage } from '../lab';
import type { Post } from './post';

export function imageOf(image: Element, line: number, post: Post): LabImage {
  const source = textOf(image.properties.src);
  const alt = textOf(image.properties.alt);
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(source)) {
    post.warn(line, 'labs:imageRemote', { source });
    return { line, alt, source, file: undefined };
  }
  const file = fileOf(source, post.folder);
  if (!file) post.warn(line, 'labs:imageMissing', { source, folder: post.folder });
  return { line, alt, source, file };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Posts name images from the root of their site: here, that is the lab's folder, which they cannot leave. */
function fileOf(source: string, folder: string): string | undefined {
  const name = decode(source.replace(/[?#].*$/, '')).replace(/^\/+/, '');
  const file = path.resolve(folder, name);
  return file.startsWith(path.resolve(folder) + path.sep) && isFile(file) ? file : undefined;
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    // A stray percent sign: the name is meant as it stands.
    return url;
  }
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    // Not there, not readable, or no name of a file: not an image to show.
    return false;
  }
}
