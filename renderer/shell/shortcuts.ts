// Every key of the window, once: the keyboard's handler and the list that is shown both read this table.
import type { TextKey, TextValues } from '../../main/i18n/i18n';
import { type CommandId, terminalNumbers } from './commands';

export interface Keys {
  /** Ctrl, or ⌘ on macOS. */
  control?: boolean;
  shift?: boolean;
  alt?: boolean;
  /**
   * `Digit1`: the key at that place, as AZERTY has its digits on Shift, or the digit itself. Else what the key gives: `m`, `ArrowRight`, `+`;
   * a sign is itself with Shift or without, as keyboards differ.
   */
  key: string;
}

export interface Shortcut {
  id: CommandId;
  group: 'guide' | 'terminals' | 'window';
  /** All do the same; the first is the usual one. */
  keys: Keys[];
  text: TextKey;
  values?: TextValues;
  /** The terminal that it is for: of no use in a lab that has fewer. */
  terminal?: number;
}

/**
 * Shells need Ctrl+letter, Ctrl+Shift+C and V (copy, paste) and Alt+letter: none of them is here
 * (tests/renderer/shell/shortcuts.test.ts).
 */
export const shortcuts: Shortcut[] = [
  { id: 'next-step', group: 'guide', keys: [{ alt: true, key: 'ArrowRight' }], text: 'window:doNextStep' },
  {
    id: 'previous-step',
    group: 'guide',
    keys: [{ alt: true, key: 'ArrowLeft' }],
    text: 'window:doPreviousStep',
  },
  { id: 'run-next', group: 'guide', keys: [{ control: true, key: 'Enter' }], text: 'window:doRunNext' },
  {
    id: 'focus-guide',
    group: 'guide',
    keys: [{ control: true, key: 'Digit0' }],
    text: 'window:doFocusGuide',
  },
  ...terminalNumbers.map((number): Shortcut => ({
    id: `terminal-${number}`,
    terminal: number,
    group: 'terminals',
    keys: [{ control: true, key: `Digit${number}` }],
    text: 'window:doTerminal',
    values: { number },
  })),
  {
    id: 'terminal-layout',
    group: 'terminals',
    keys: [{ control: true, shift: true, key: 'l' }],
    text: 'window:doTerminalLayout',
  },
  {
    id: 'toggle-map',
    group: 'window',
    keys: [{ control: true, shift: true, key: 'm' }],
    text: 'window:doToggleMap',
  },
  {
    id: 'toggle-browser',
    group: 'window',
    keys: [{ control: true, shift: true, key: 'b' }],
    text: 'window:doToggleBrowser',
  },
  {
    id: 'font-larger',
    group: 'window',
    keys: [
      { control: true, key: '+' },
      { control: true, key: '=' },
    ],
    text: 'window:doFontLarger',
  },
  { id: 'font-smaller', group: 'window', keys: [{ control: true, key: '-' }], text: 'window:doFontSmaller' },
  { id: 'reset', group: 'window', keys: [{ control: true, shift: true, key: 'r' }], text: 'window:doReset' },
  {
    id: 'library',
    group: 'window',
    keys: [{ control: true, shift: true, key: 'o' }],
    text: 'library:doToggle',
  },
  { id: 'settings', group: 'window', keys: [{ control: true, key: ',' }], text: 'window:settings' },
  {
    id: 'shortcuts',
    group: 'window',
    keys: [{ key: 'F1' }, { control: true, key: '?' }],
    text: 'window:shortcuts',
  },
  {
    id: 'diagnostics',
    group: 'window',
    keys: [{ control: true, shift: true, key: 'd' }],
    text: 'window:diagnostics',
  },
];

/** What the terminals do themselves while they have the keyboard: shown in the list, handled there. */
export const terminalKeys: { keys: Keys[]; text: TextKey }[] = [
  { keys: [{ control: true, shift: true, key: 'c' }], text: 'window:doCopy' },
  { keys: [{ control: true, shift: true, key: 'v' }], text: 'window:doPaste' },
  { keys: [{ control: true, shift: true, key: 'f' }], text: 'window:doSearch' },
];

export interface Pressed {
  key: string;
  /** The key's place on the keyboard. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** What was asked for by a key; undefined where it is nobody's but the page's. */
export function commandOf(pressed: Pressed, isMac: boolean): CommandId | undefined {
  const found = shortcuts.filter(({ keys }) => keys.some((each) => isPressed(each, pressed, isMac)));
  // AZERTY has its minus at the place of the 6: what a key gives counts before where it is.
  return (found.find(({ keys }) => keys.some(({ key }) => isSign(key))) ?? found[0])?.id;
}

function isPressed(
  { control = false, shift = false, alt = false, key }: Keys,
  pressed: Pressed,
  isMac: boolean,
): boolean {
  const isControl = isMac ? pressed.metaKey : pressed.ctrlKey;
  const isOther = isMac ? pressed.ctrlKey : pressed.metaKey;
  if (isOther || isControl !== control || pressed.altKey !== alt) return false;
  if (isSign(key)) return pressed.key === key;
  if (key.startsWith('Digit') && pressed.key === key.replace('Digit', '')) return true;
  if (pressed.shiftKey !== shift) return false;
  if (key.startsWith('Digit')) return pressed.code === key || pressed.code === key.replace('Digit', 'Numpad');
  return letterOf(pressed) === key || pressed.key === key;
}

/** Signs stand with Shift on one keyboard and without on another. */
export function isSign(key: string): boolean {
  return /^[^\p{L}\p{N}]$/u.test(key);
}

/** The letter on the key; on a keyboard of another alphabet, the Latin one at its place. */
function letterOf({ key, code }: Pressed): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^\p{L}$/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined;
}
