// Types a text into the main terminal of a node without running it: its reader presses Enter.
import { ask } from '../../actions';
import { api } from '../../api';
import { useTerminals } from '../../stores/app';
import { focusTerminal } from '../../stores/view';
import { pasteOf } from '../../terminals/screen/paste';

/** `terminal`: 1 to 7. Nothing is typed where that node has no terminal. */
export function insertText(terminal: number, text: string): void {
  const target = useTerminals
    .getState()
    .list.find(({ place, main }) => main && place.kind === 'node' && place.number === terminal);
  if (!target) return;
  // As a terminal pastes: a shell takes the whole as text, also where it has several lines.
  void ask(api.terminals.write(target.id, `\x1b[200~${pasteOf(text).replaceAll('\n', '\r')}\x1b[201~`));
  focusTerminal(terminal);
}
