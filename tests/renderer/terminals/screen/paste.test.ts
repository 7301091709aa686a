// What of the clipboard's text is typed.
import { expect, test } from 'vitest';
import { pasteOf } from '../../../../renderer/terminals/screen/paste';

test('one command that was copied with its line end is not run', () => {
  expect(pasteOf('docker swarm join --token SWMTKN-1-x 10.42.0.11:2377\n')).toBe(
    'docker swarm join --token SWMTKN-1-x 10.42.0.11:2377',
  );
  expect(pasteOf('docker ps\r\n')).toBe('docker ps');
});

test('several lines stay as they are', () => {
  expect(pasteOf('a\r\nb\r\n')).toBe('a\nb\n');
  expect(pasteOf('a\n\n')).toBe('a\n\n');
});

test('text without a line end stays as it is', () => {
  expect(pasteOf('  docker ps ')).toBe('  docker ps ');
  expect(pasteOf('')).toBe('');
});

test('nothing can end a bracketed paste and run the rest', () => {
  expect(pasteOf('echo a\x1b[201~\nrm -rf /\n')).not.toContain('\x1b');
});
