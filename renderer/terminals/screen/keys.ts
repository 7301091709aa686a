// What a key does in a terminal: it goes to the shell, or it is one of the few that the terminal takes for itself.

/** As a KeyboardEvent has them. */
export interface KeyFacts {
  /** What the layout makes of it: `c`, `C`, `Insert`. */
  key: string;
  /** Its place, named as on a US keyboard: only for layouts without Latin letters. */
  code: string;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  /** Somebody before the terminal took it. */
  defaultPrevented: boolean;
}

/** `app`: not for the shell, the window does it. */
export type KeyAction = 'copy' | 'copy-and-deselect' | 'paste' | 'search' | 'nothing' | 'app' | 'shell';

export function keyAction(key: KeyFacts, at: { mac: boolean; hasSelection: boolean }): KeyAction {
  if (key.defaultPrevented) return 'app';
  // AltGr is Ctrl+Alt on Windows: \ @ # ~ | { [ of an AZERTY keyboard.
  if (key.isComposing || key.altKey) return 'shell';
  return (at.mac ? onMac : onPc)(key, letterOf(key), at.hasSelection);
}

function onMac(key: KeyFacts, letter: string, hasSelection: boolean): KeyAction {
  if (!key.metaKey || key.ctrlKey) return 'shell';
  if (letter === 'c' && !key.shiftKey) return hasSelection ? 'copy' : 'nothing';
  if (letter === 'v' && !key.shiftKey) return 'paste';
  if (letter === 'f') return 'search';
  // The others are the system's and the menu's.
  return 'app';
}

function onPc(key: KeyFacts, letter: string, hasSelection: boolean): KeyAction {
  if (key.metaKey) return 'shell';
  if (key.key === 'Insert' && key.shiftKey !== key.ctrlKey) {
    if (key.shiftKey) return 'paste';
    return hasSelection ? 'copy' : 'nothing';
  }
  if (!key.ctrlKey) return 'shell';
  if (letter === 'v') return 'paste';
  if (letter === 'c' && key.shiftKey) return hasSelection ? 'copy' : 'nothing';
  // Deselected, so that the next Ctrl+C interrupts.
  if (letter === 'c' && hasSelection) return 'copy-and-deselect';
  if (letter === 'f' && key.shiftKey) return 'search';
  return 'shell';
}

/** The letter that the layout gives; Greek, Cyrillic and other keyboards have it by place, as in every program. */
function letterOf({ key, code }: KeyFacts): string {
  const isOtherScript = key.length === 1 && key.charCodeAt(0) > 0x24f; // beyond the Latin letters
  if (isOtherScript && /^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
  return key.length === 1 ? key.toLowerCase() : '';
}
