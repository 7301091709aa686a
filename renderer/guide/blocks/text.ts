// How texts of blocks are to be laid out.

/** Whether columns are aligned by spaces, so that a line must not wrap. */
export function isTable(text: string): boolean {
  return text.split('\n').some((line) => /\S {3,}\S/.test(line));
}

/** Leading spaces of a line, a tab counted as four. */
export function indentOf(line: string): number {
  return (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length;
}

/** Characters up to which code in a sentence stays on one line: they fit the narrowest guide in the largest type. */
const longestUnbroken = 18;

/** Whether code in a sentence is not to be broken, at a hyphen for one. */
export function isShort(code: string): boolean {
  return code.length <= longestUnbroken;
}

/** Text between backticks is code, the rest is not. */
export function inlineCode(text: string): { isCode: boolean; text: string }[] {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => ({ isCode: index % 2 === 1, text: part }))
    .filter((part) => part.text !== '');
}
