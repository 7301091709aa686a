// What is open in this window, and nowhere else kept: dialogs, the dock's tab, the browser's address, a message.
import { create } from 'zustand';
import type { Told } from '../../preload/contract';

export type Dialog =
  | 'settings'
  | 'shortcuts'
  | 'diagnostics'
  | 'confirm-reset'
  | 'confirm-stop'
  | 'open-address'
  | 'confirm-open';
export type DockTab = 'map' | 'browser';

interface View {
  dialog: Dialog | undefined;
  /** Whether the library is shown in the place of the lab. */
  isLibrary: boolean;
  /** The dock below the terminals; closed where undefined. */
  dock: DockTab | undefined;
  /** Where the browser tab is sent, by https where `secure`; `at` makes two requests for the same page differ. */
  page: { node: string; port: number; path: string; secure: boolean; at: number };
  /** The terminal that has, or had last, the keyboard; and the one that is shown large. */
  terminal: number;
  /** Asked for: the terminal of that number is to have the keyboard. */
  focus: { terminal: number; at: number } | undefined;
  /** Terminals into which something was typed for the learner: they show themselves, the keyboard stays where it is. */
  flash: { terminals: number[]; at: number } | undefined;
  /** What failed last, until it is dismissed. */
  message: Told | undefined;
}

export const useView = create<View>(() => ({
  dialog: undefined,
  isLibrary: false,
  dock: undefined,
  page: { node: 'node1', port: 8080, path: '/', secure: false, at: 0 },
  terminal: 1,
  focus: undefined,
  flash: undefined,
  message: undefined,
}));

export function openPage(node: string, port: number, path = '/', secure = false): void {
  useView.setState({ dock: 'browser', page: { node, port, path, secure, at: Date.now() } });
}

export function openDialog(dialog: Dialog | undefined): void {
  useView.setState({ dialog });
}

export function showLibrary(isLibrary: boolean): void {
  useView.setState({ isLibrary });
}

export function openDock(dock: DockTab | undefined): void {
  useView.setState({ dock });
}

/** Shows the terminal of that number and gives it the keyboard. */
export function focusTerminal(terminal: number): void {
  useView.setState({ terminal, focus: { terminal, at: Date.now() } });
}

/** Draws the eye to terminals, without the keyboard. */
export function flashTerminals(terminals: number[]): void {
  useView.setState(({ terminal }) => ({
    terminal: terminals.includes(terminal) ? terminal : (terminals[0] ?? terminal),
    flash: { terminals, at: Date.now() },
  }));
}
