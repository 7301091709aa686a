// What the learner does to one terminal: keys, clipboard, the menu at the pointer.
import type { Terminal } from '@xterm/xterm';
import { ask } from '../../actions';
import { api } from '../../api';
import { keyAction } from './keys';
import { pasteOf } from './paste';

export interface InputParts {
  terminal: Terminal;
  /** Around the terminal. */
  element: HTMLElement;
  /** Whether keys are Apple's. */
  mac: boolean;
  /** Types into the shell. */
  write: (text: string) => void;
  onSearch: () => void;
  onMenu: (at: { x: number; y: number }) => void;
  onFocus: () => void;
}

interface Input {
  copy(): void;
  paste(): void;
}

export function connectInput({ terminal, element, mac, write, ...on }: InputParts): Input {
  // Keys that are pressed while the clipboard is fetched belong behind what it holds.
  let pasting: Promise<void> | undefined;
  const type = (text: string): void => {
    if (pasting) void pasting.then(() => write(text));
    else write(text);
  };
  const put = (text: string): void => {
    if (text !== '') terminal.paste(pasteOf(text));
  };
  const copy = (): void => void ask(api.app.copy(terminal.getSelection()));
  const paste = (): void => {
    if (pasting) return;
    pasting = (async () => {
      const text = await ask(api.app.paste());
      pasting = undefined;
      put(text ?? '');
    })();
  };

  terminal.onData(type);
  // Mouse reports of the oldest kind: not UTF-8 beyond column 95, as in every terminal that speaks UTF-8 only.
  terminal.onBinary(type);
  terminal.attachCustomKeyEventHandler((event) => {
    const action = keyAction(event, { mac, hasSelection: terminal.hasSelection() });
    if (action === 'shell') return true;
    if (action !== 'app') event.preventDefault();
    if (event.type !== 'keydown') return false;
    if (action === 'copy' || action === 'copy-and-deselect') copy();
    if (action === 'copy-and-deselect') terminal.clearSelection();
    if (action === 'paste') paste();
    if (action === 'search') on.onSearch();
    return false;
  });
  // Before xterm: the menu's own paste, and the middle button's on Linux, come as this event.
  element.addEventListener(
    'paste',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      put(event.clipboardData?.getData('text/plain') ?? '');
    },
    { capture: true },
  );
  element.addEventListener(
    'contextmenu',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      on.onMenu({ x: event.clientX, y: event.clientY });
    },
    { capture: true },
  );
  element.addEventListener('focusin', () => on.onFocus());
  return { copy, paste };
}
