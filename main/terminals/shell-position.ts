// Where a shell stands, by what it printed: at a prompt, with a line begun or not, or in a command.
import { screenText } from './screen-text';
import { shellIntegration } from './shell-integration';
import type { ShellEvent } from './terminal';

/** Behind every prompt, also where readline draws it again. */
const PROMPT_END = '\x1b]133;B\x07';

/** The last that the shell told in this output; undefined where it told nothing yet. */
export function lastShellEvent(output: string): ShellEvent | undefined {
  let last: ShellEvent | undefined;
  shellIntegration(
    () => undefined,
    (event) => (last = event),
  )(output);
  return last;
}

/** Whether something stands on the line at the prompt that the output ends with. */
export function isHalfTyped(output: string): boolean {
  return typedLine(output).trim() !== '';
}

/** What stands behind the last prompt, as far as one can tell without the screen's width. */
function typedLine(output: string): string {
  const screen = screenText();
  screen.feed(output.slice(output.lastIndexOf(PROMPT_END) + PROMPT_END.length));
  return screen.text();
}
