// What of the clipboard's text is typed into a shell.

/**
 * One command that was copied with its line end is typed, not run: its reader presses Enter. Several lines are left
 * as they are. An escape character could end a bracketed paste, and what follows it would run.
 */
export function pasteOf(clipboard: string): string {
  // eslint-disable-next-line no-control-regex -- that very character
  const text = clipboard.replace(/\x1b/g, '').replace(/\r\n?/g, '\n');
  const end = text.indexOf('\n');
  return end >= 0 && end === text.length - 1 ? text.slice(0, -1) : text;
}
