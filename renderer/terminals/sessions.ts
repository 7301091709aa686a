// What the panes show beside the terminals' output: which session, which ended, the search, the menu.
import { create } from 'zustand';
import type { TerminalExit, TerminalPlace, TerminalSize } from '../../preload/contract';
import { ask } from '../actions';
import { api } from '../api';

interface Sessions {
  /** Id of the session that was chosen last, by pane. */
  chosen: Record<string, string>;
  /** How those that ended did, by id. */
  ended: Record<string, TerminalExit>;
  /** Id of the terminal that is searched. */
  search: string | undefined;
  /** The menu at the pointer, and the terminal that it is for. */
  menu: { id: string; x: number; y: number } | undefined;
}

export const useSessions = create<Sessions>(() => ({
  chosen: {},
  ended: {},
  search: undefined,
  menu: undefined,
}));

export function choose(pane: string, id: string): void {
  useSessions.setState(({ chosen }) => ({ chosen: { ...chosen, [pane]: id } }));
}

/** Opens a shell in a pane and shows it there; its id, undefined where that failed. */
export async function openShell(
  pane: string,
  place: TerminalPlace,
  size: TerminalSize,
): Promise<string | undefined> {
  const info = await ask(api.terminals.open(place, size));
  if (info) choose(pane, info.id);
  return info?.id;
}

export function closeShell(id: string): void {
  void ask(api.terminals.close(id));
}
