// How texts are laid out.
import { expect, it } from 'vitest';
import { indentOf, inlineCode, isShort, isTable } from '../../../../renderer/guide/blocks/text';

it('tells a table, which must not wrap, from a sentence or a document', () => {
  expect(isTable('ID             NAME\nmjpn0ybsg6pj   vote.1')).toBe(true);
  expect(isTable('Error response from daemon: no.  Try again.')).toBe(false);
  expect(isTable('{\n        "ID": 1\n}')).toBe(false);
});

it('counts the leading spaces of a line', () => {
  expect(['x', '    --name', '\t\tx', ''].map(indentOf)).toEqual([0, 4, 8, 0]);
});

it('takes text between backticks for code, and a lone backtick for itself', () => {
  expect(inlineCode('Lancez `docker ps` ici')).toEqual([
    { isCode: false, text: 'Lancez ' },
    { isCode: true, text: 'docker ps' },
    { isCode: false, text: ' ici' },
  ]);
  expect(inlineCode('`a`')).toEqual([{ isCode: true, text: 'a' }]);
  expect(inlineCode('un ` seul')).toEqual([{ isCode: false, text: 'un ` seul' }]);
});

it('keeps an option on one line and lets a whole command wrap', () => {
  expect(isShort('--advertise-addr')).toBe(true);
  expect(isShort('docker node update --availability drain node2')).toBe(false);
});
