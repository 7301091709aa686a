// The window's keys: what the table names is done, before a terminal or a field sees the key.
import { useEffect } from 'react';
import type { MenuAction } from '../../preload/contract';
import { ask } from '../actions';
import { api } from '../api';
import { useFacts, useLab, useSettings } from '../stores/app';
import { chooseLab } from '../library/open';
import { type DockTab, focusTerminal, openDialog, openDock, showLibrary, useView } from '../stores/view';
import { type CommandId, perform, provide, terminalNumbers } from './commands';
import { fontSizes } from './font-sizes';
import { askReset, askStop, startLab } from './lab/lab-actions';
import { commandOf, shortcuts } from './shortcuts';

/** Takes the keyboard and the menu for as long as the window is drawn. */
export function useKeyboard(): void {
  useEffect(() => {
    const undo = [
      ...Object.entries(own).map(([id, act]) => provide(id as CommandId, act)),
      api.on('app', 'menu', (action) => menu[action]()),
    ];
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      removeEventListener('keydown', onKey, { capture: true });
      for (const each of undo) each();
    };
  }, []);
}

function onKey(event: KeyboardEvent): void {
  // A dialog has its own keys; a key that composes a character is that character's.
  if (event.isComposing || useView.getState().dialog) return;
  const id = commandOf(event, useFacts.getState().platform === 'darwin');
  if (!id || !isOfUse(id) || !perform(id)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** What is of use over the library, where the lab cannot be seen. */
const always = new Set<CommandId>([
  'library',
  'settings',
  'shortcuts',
  'diagnostics',
  'font-larger',
  'font-smaller',
]);
/** What a lab without terminals is without. */
const onRight = new Set<CommandId>(['terminal-layout', 'toggle-map', 'toggle-browser']);

function isOfUse(id: CommandId): boolean {
  if (useView.getState().isLibrary) return always.has(id);
  const { terminals } = useLab.getState().lab;
  const number = shortcuts.find((shortcut) => shortcut.id === id)?.terminal ?? 0;
  return number <= terminals && (terminals > 0 || !onRight.has(id));
}

const menu: Record<MenuAction, () => void> = {
  settings: () => openDialog('settings'),
  shortcuts: () => openDialog('shortcuts'),
  diagnostics: () => openDialog('diagnostics'),
  library: () => showLibrary(!useView.getState().isLibrary),
  'open-file': () => void chooseLab('file'),
  'open-folder': () => void chooseLab('folder'),
  'open-address': () => openDialog('open-address'),
  reset: askReset,
  stop: askStop,
  start: startLab,
};

/** What the window does itself; the guide and the terminals provide the rest. */
const own: Partial<Record<CommandId, () => void>> = {
  ...{ settings: menu.settings, shortcuts: menu.shortcuts, diagnostics: menu.diagnostics, reset: menu.reset },
  library: menu.library,
  ...Object.fromEntries(terminalNumbers.map((number) => [`terminal-${number}`, () => focusTerminal(number)])),
  'terminal-layout': changeLayout,
  'toggle-map': () => toggleDock('map'),
  'toggle-browser': () => toggleDock('browser'),
  'font-larger': () => changeFont(1),
  'font-smaller': () => changeFont(-1),
};

function toggleDock(tab: DockTab): void {
  openDock(useView.getState().dock === tab ? undefined : tab);
}

const layouts = ['rows', 'columns', 'one'] as const;

function changeLayout(): void {
  const here = layouts.indexOf(useSettings.getState().terminalLayout);
  void ask(api.settings.change({ terminalLayout: layouts[(here + 1) % layouts.length] ?? 'rows' }));
}

/** Of the part that has the keyboard. */
function changeFont(by: 1 | -1): void {
  const part = document.activeElement?.closest('[data-area=terminals]') ? 'terminal' : 'guide';
  const { least, most } = fontSizes[part];
  const key = part === 'terminal' ? 'terminalFontSize' : 'guideFontSize';
  const size = Math.min(most, Math.max(least, useSettings.getState()[key] + by));
  // At once in the mirror, so that a key that is held counts each time.
  useSettings.setState({ [key]: size });
  void ask(api.settings.change({ [key]: size }));
}
