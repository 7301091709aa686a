// The images that a file names which a lab writes by a here-document: a compose file, a Dockerfile.
import { isAbsent } from './words';

export interface NamedImage {
  reference: string;
  /** 0-based line of the file. */
  line: number;
}

export function imagesInFile(text: string): NamedImage[] {
  if (/^services:\s*(#.*)?$/m.test(text)) return inCompose(text);
  if (/^FROM\s+\S/im.test(text)) return inDockerfile(text);
  return [];
}

/** Line by line: a lab's file may be cut short, or hold what only the shell fills in. */
function inCompose(text: string): NamedImage[] {
  return matches(text, /^\s+image:\s*["']?([^\s"'#]+)/);
}

function inDockerfile(text: string): NamedImage[] {
  const stages = matches(text, /^FROM\s.*\sAS\s+(\S+)/i).map(({ reference }) => reference.toLowerCase());
  const isImage = ({ reference }: NamedImage): boolean =>
    reference !== 'scratch' && !/^\d+$/.test(reference) && !stages.includes(reference.toLowerCase());
  return [
    ...matches(text, /^FROM\s+(?:--\S+\s+)*(\S+)/i),
    ...matches(text, /^COPY\s+(?:--\S+\s+)*--from=(\S+)/i),
  ].filter(isImage);
}

function matches(text: string, pattern: RegExp): NamedImage[] {
  return text.split('\n').flatMap((written, line) => {
    const reference = pattern.exec(written)?.[1] ?? '';
    return isAbsent(reference) || reference.includes('$') ? [] : [{ reference, line }];
  });
}

/** What a Dockerfile runs while it is built, as one shell text with its lines in place. */
export function runLines(text: string): string {
  if (!/^FROM\s+\S/im.test(text)) return '';
  let isRun = false;
  return text
    .split('\n')
    .map((line) => {
      const [, run] = /^RUN\s+(.*)$/i.exec(line) ?? [];
      const shown = run ?? (isRun ? line : '');
      isRun = shown.endsWith('\\');
      return shown;
    })
    .join('\n');
}
