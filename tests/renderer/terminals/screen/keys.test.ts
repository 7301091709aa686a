// Which keys a terminal takes for itself.
import { describe, expect, test } from 'vitest';
import { keyAction, type KeyAction, type KeyFacts } from '../../../../renderer/terminals/screen/keys';

function press(
  keys: string,
  over: Partial<KeyFacts> = {},
  at: { mac?: boolean; selected?: boolean } = {},
): KeyAction {
  const parts = keys.split('+');
  const key: KeyFacts = {
    key: parts.at(-1) ?? '',
    code: '',
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    metaKey: parts.includes('Cmd'),
    isComposing: false,
    defaultPrevented: false,
    ...over,
  };
  return keyAction(key, { mac: at.mac ?? false, hasSelection: at.selected ?? false });
}

test('Ctrl+C copies what is selected and deselects it, else interrupts', () => {
  expect(press('Ctrl+c', {}, { selected: true })).toBe('copy-and-deselect');
  expect(press('Ctrl+c')).toBe('shell');
});

test('Ctrl+Shift+C and Ctrl+Insert copy, and never reach the shell', () => {
  expect(press('Ctrl+Shift+C', {}, { selected: true })).toBe('copy');
  expect(press('Ctrl+Shift+C')).toBe('nothing');
  expect(press('Ctrl+Insert', {}, { selected: true })).toBe('copy');
  expect(press('Ctrl+Insert')).toBe('nothing');
});

test.each(['Ctrl+v', 'Ctrl+Shift+V', 'Shift+Insert'])('%s pastes', (keys) => {
  expect(press(keys)).toBe('paste');
});

test('Ctrl+Shift+F searches, Ctrl+F is the shell’s', () => {
  expect(press('Ctrl+Shift+F')).toBe('search');
  expect(press('Ctrl+f')).toBe('shell');
});

test.each([
  'a',
  'Enter',
  'Tab',
  'Ctrl+d',
  'Ctrl+r',
  'Ctrl+z',
  'Ctrl+l',
  'Alt+f',
  'Insert',
  'Ctrl+Shift+Insert',
])('%s is the shell’s', (keys) => {
  expect(press(keys, {}, { selected: true })).toBe('shell');
});

test('AltGr, which Windows reports as Ctrl+Alt, writes characters', () => {
  for (const key of ['@', '#', '~', '|', '{', '[', '\\', 'v', 'c']) {
    expect(press(`Ctrl+Alt+${key}`, {}, { selected: true })).toBe('shell');
  }
});

test('what the layout writes counts, not the key’s place', () => {
  // AZERTY writes W where QWERTY has Z, and the like.
  expect(press('Ctrl+w', { code: 'KeyV' })).toBe('shell');
  expect(press('Ctrl+v', { code: 'KeyX' })).toBe('paste');
});

test('a keyboard of another script has its letters by place', () => {
  expect(press('Ctrl+м', { code: 'KeyV' })).toBe('paste');
  expect(press('Ctrl+с', { code: 'KeyC' }, { selected: true })).toBe('copy-and-deselect');
});

test('a key that the window took is not for the shell, one that composes a character is', () => {
  expect(press('Ctrl+1', { defaultPrevented: true })).toBe('app');
  expect(press('Ctrl+v', { isComposing: true })).toBe('shell');
});

describe('on a Mac', () => {
  const mac = { mac: true, selected: true };

  test('the command key copies, pastes and searches', () => {
    expect(press('Cmd+c', {}, mac)).toBe('copy');
    expect(press('Cmd+c', {}, { mac: true })).toBe('nothing');
    expect(press('Cmd+v', {}, mac)).toBe('paste');
    expect(press('Cmd+f', {}, mac)).toBe('search');
    expect(press('Cmd+q', {}, mac)).toBe('app');
  });

  test('the control key is the shell’s', () => {
    expect(press('Ctrl+c', {}, mac)).toBe('shell');
    expect(press('Ctrl+v', {}, mac)).toBe('shell');
  });
});
