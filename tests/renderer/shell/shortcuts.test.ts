import { describe, expect, it } from 'vitest';
import {
  commandOf,
  isSign,
  type Keys,
  type Pressed,
  shortcuts,
  terminalKeys,
} from '../../../renderer/shell/shortcuts';

const still: Pressed = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const press = (pressed: Partial<Pressed>, isMac = false) => commandOf({ ...still, ...pressed }, isMac);
const all = shortcuts.flatMap(({ id, keys }) => keys.map((each) => ({ id, ...each })));
const written = ({ control, shift, alt, key }: Keys): string =>
  [control && 'Ctrl', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');

/** What an event of a US keyboard says of a combination. */
function eventOf({ control = false, shift = false, alt = false, key }: Keys): Pressed {
  const isDigit = key.startsWith('Digit');
  return {
    key: isDigit ? key.slice(5) : shift ? key.toUpperCase() : key,
    code: isDigit ? key : /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : '',
    ...{ ctrlKey: control, metaKey: false, shiftKey: shift, altKey: alt },
  };
}

describe('the table of shortcuts', () => {
  it('has no key twice, the terminals’ own included', () => {
    const keys = [...all, ...terminalKeys.flatMap(({ keys }) => keys)].map(written);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('has no command twice', () => {
    const ids = shortcuts.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('leads from every key in it to its own command', () => {
    for (const { id, ...keys } of all)
      expect([written(keys), commandOf(eventOf(keys), false)]).toEqual([written(keys), id]);
  });

  it('says of a sign neither Shift nor none, as keyboards differ', () => {
    for (const each of all.filter(({ key }) => isSign(key))) expect(each.shift).toBeUndefined();
  });
});

describe('keys that shells and people who type need', () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));

  it.each(letters)('leaves Ctrl+%s and Alt+%s to them', (letter) => {
    const code = `Key${letter.toUpperCase()}`;
    expect(press({ key: letter, code, ctrlKey: true })).toBeUndefined();
    expect(press({ key: letter, code, altKey: true })).toBeUndefined();
    expect(press({ key: letter, code })).toBeUndefined();
    expect(press({ key: letter.toUpperCase(), code, shiftKey: true })).toBeUndefined();
  });

  it.each([
    'Enter',
    'Tab',
    'Escape',
    'Backspace',
    'ArrowUp',
    'ArrowLeft',
    'Home',
    ' ',
    '+',
    '-',
    ',',
    '?',
    '1',
  ])('leaves %j alone to them', (key) =>
    expect(press({ key, code: key === '1' ? 'Digit1' : key })).toBeUndefined(),
  );

  it.each(['c', 'v', 'f'])('leaves Ctrl+Shift+%s to the terminals: copy, paste, search', (letter) => {
    const key = letter.toUpperCase();
    expect(press({ key, code: `Key${key}`, ctrlKey: true, shiftKey: true })).toBeUndefined();
  });

  it.each(['ArrowLeft', 'ArrowRight'])('leaves Ctrl+%s, word by word, to them', (key) => {
    expect(press({ key, code: key, ctrlKey: true })).toBeUndefined();
  });

  it('leaves AltGr, which is Ctrl and Alt at once, to characters', () => {
    expect(press({ key: '~', code: 'Digit2', ctrlKey: true, altKey: true })).toBeUndefined();
    expect(press({ key: '1', code: 'Digit1', ctrlKey: true, altKey: true })).toBeUndefined();
  });
});

describe('on other keyboards', () => {
  it('AZERTY’s digits are at the digits’ place, whatever they give', () => {
    expect(press({ key: '&', code: 'Digit1', ctrlKey: true })).toBe('terminal-1');
    expect(press({ key: 'à', code: 'Digit0', ctrlKey: true })).toBe('focus-guide');
    expect(press({ key: '2', code: 'Numpad2', ctrlKey: true })).toBe('terminal-2');
    expect(press({ key: '6', code: 'Digit6', ctrlKey: true, shiftKey: true })).toBe('terminal-6');
  });

  it('QWERTY’s Ctrl+Shift+6, which an editor in a shell needs, is nobody’s', () => {
    expect(press({ key: '^', code: 'Digit6', ctrlKey: true, shiftKey: true })).toBeUndefined();
    expect(press({ key: '6', code: 'Digit6', ctrlKey: true })).toBe('terminal-6');
  });

  it('AZERTY’s M, comma, question mark and minus are what they give, not where they are', () => {
    expect(press({ key: 'M', code: 'Semicolon', ctrlKey: true, shiftKey: true })).toBe('toggle-map');
    expect(press({ key: ',', code: 'KeyM', ctrlKey: true })).toBe('settings');
    expect(press({ key: '?', code: 'KeyM', ctrlKey: true, shiftKey: true })).toBe('shortcuts');
    expect(press({ key: '-', code: 'Digit6', ctrlKey: true })).toBe('font-smaller');
    expect(press({ key: '+', code: 'Equal', ctrlKey: true, shiftKey: true })).toBe('font-larger');
  });

  it('a Cyrillic keyboard’s letters count by their place', () => {
    expect(press({ key: 'Ь', code: 'KeyM', ctrlKey: true, shiftKey: true })).toBe('toggle-map');
  });

  it('macOS has ⌘ where others have Ctrl, and leaves Ctrl to shells', () => {
    expect(press({ key: '1', code: 'Digit1', metaKey: true }, true)).toBe('terminal-1');
    expect(press({ key: '1', code: 'Digit1', ctrlKey: true }, true)).toBeUndefined();
    expect(press({ key: '1', code: 'Digit1', metaKey: true })).toBeUndefined();
  });
});
