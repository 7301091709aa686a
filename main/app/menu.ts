// The application's menu: what macOS expects, our own actions, and no accelerator that a shell needs.
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../../preload/contract';
import { type Language, type TextKey, translator } from '../i18n/i18n';

/** Keys are the window's own affair (renderer/shell/shortcuts.ts): Electron's usual ones are Ctrl+R, Ctrl+W and the like. */
export function setMenu(onAction: (action: MenuAction) => void, language: Language): void {
  const say = translator(language);
  const action = (id: MenuAction, text: TextKey): MenuItemConstructorOptions => ({
    label: say(text),
    click: () => onAction(id),
  });
  const isMac = process.platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const application: MenuItemConstructorOptions = {
    label: 'Essaim',
    submenu: [
      action('settings', 'window:menuSettings'),
      separator,
      ...(isMac
        ? [{ role: 'hide' } as const, { role: 'hideOthers' } as const, { role: 'unhide' } as const, separator]
        : []),
      // The role brings ⌘Q on macOS; elsewhere it would bring Ctrl+Q, which is a shell's (XON).
      isMac
        ? { role: 'quit', label: say('window:menuQuit') }
        : { label: say('window:menuQuit'), click: () => app.quit() },
    ],
  };
  const lab: MenuItemConstructorOptions = {
    label: say('window:menuLab'),
    submenu: [
      action('library', 'library:menuLibrary'),
      action('open-file', 'library:menuOpenFile'),
      action('open-folder', 'library:menuOpenFolder'),
      action('open-address', 'library:menuOpenAddress'),
      separator,
      action('start', 'window:start'),
      action('reset', 'window:menuReset'),
      action('stop', 'window:menuStop'),
    ],
  };
  const help: MenuItemConstructorOptions = {
    label: say('window:menuHelp'),
    submenu: [action('shortcuts', 'window:shortcuts'), action('diagnostics', 'window:diagnostics')],
  };
  // Without an Edit menu, macOS has no ⌘C and ⌘V in fields; its ⌘ is no shell's key.
  const edit: MenuItemConstructorOptions[] = isMac ? [{ role: 'editMenu' }, { role: 'windowMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([application, lab, ...edit, help]));
}
