// Asks the learner for a file, by the system's own dialogs.
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

/** Each gives a path, or undefined where the learner changed their mind. */
export interface AskFile {
  /** Where to save; `name` is proposed. */
  save(name: string): Promise<string | undefined>;
  /** `kinds`: what the endings are called in the dialog. */
  open(kinds: string, endings: string[]): Promise<string | undefined>;
  folder(): Promise<string | undefined>;
}

export function createAskFile(window: () => BrowserWindow | undefined): AskFile {
  const openOne = async (options: OpenDialogOptions): Promise<string | undefined> => {
    const parent = window();
    const { filePaths, canceled } = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return canceled ? undefined : filePaths[0];
  };
  return {
    save: async (name) => {
      const options: SaveDialogOptions = { defaultPath: join(app.getPath('home'), name) };
      const parent = window();
      const { filePath, canceled } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return canceled || !filePath ? undefined : filePath;
    },
    open: (kinds, endings) =>
      openOne({ properties: ['openFile'], filters: [{ name: kinds, extensions: endings }] }),
    folder: () => openOne({ properties: ['openDirectory'] }),
  };
}
