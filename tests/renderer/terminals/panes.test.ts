// Which panes there are, and which session each shows.
import { describe, expect, test } from 'vitest';
import type { TerminalInfo } from '../../../preload/contract';
import { panesOf, shownSession } from '../../../renderer/terminals/panes';

const onNode = (id: string, number: number, main = true): TerminalInfo => ({
  id,
  place: { kind: 'node', number },
  main,
});
const onHost: TerminalInfo = { id: 'h', place: { kind: 'host' }, main: true };

describe('panes', () => {
  test('are one for each node, in order, with all its sessions', () => {
    const list = [onNode('b', 2), onNode('a', 1), onNode('c', 1, false)];
    const panes = panesOf(list, { nodes: 2, withHost: false });
    expect(panes.map(({ key, sessions }) => [key, sessions.map(({ id }) => id)])).toEqual([
      ['node1', ['a', 'c']],
      ['node2', ['b']],
    ]);
  });

  test('have their places before their shells are open', () => {
    const panes = panesOf([onNode('b', 2)], { nodes: 3, withHost: false });
    expect(panes.map(({ sessions }) => sessions.length)).toEqual([0, 1, 0]);
  });

  test('have the learner’s machine as the last one, before its shell is open, too', () => {
    const keys = (list: TerminalInfo[]) => panesOf(list, { nodes: 1, withHost: true }).map(({ key }) => key);
    expect(keys([onHost, onNode('a', 1)])).toEqual(['node1', 'host']);
    expect(keys([])).toEqual(['node1', 'host']);
  });

  test('leave it out where it is not wanted', () => {
    expect(panesOf([onHost], { nodes: 1, withHost: false }).map(({ key }) => key)).toEqual(['node1']);
  });
});

describe('the session that is shown', () => {
  const list = [onNode('extra', 1, false), onNode('main', 1)];
  const [pane] = panesOf(list, { nodes: 1, withHost: false });
  if (!pane) throw new Error('no pane');

  test('is the chosen one', () => {
    expect(shownSession(pane, 'extra')?.id).toBe('extra');
  });

  test('is the lab’s where none was chosen, or the chosen one is gone', () => {
    expect(shownSession(pane, undefined)?.id).toBe('main');
    expect(shownSession(pane, 'gone')?.id).toBe('main');
  });
});
