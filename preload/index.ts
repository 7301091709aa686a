// What the sandboxed renderer is given: one function for each call of the contract, and the events.
import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron';
import type { Calls, Events } from './contract';

/** Every call by name; one that is missing or unknown does not compile. */
const calls: { [N in keyof Calls]: { [V in keyof Calls[N]]: true } } = {
  app: { state: true, openOutside: true, copy: true, paste: true, quit: true },
  settings: { change: true },
  cluster: { start: true, stop: true, reset: true, cancel: true, cleanUp: true },
  terminals: { open: true, attach: true, write: true, resize: true, acknowledge: true, close: true },
  guide: {
    ...{ show: true, run: true, insert: true, text: true, answer: true, hint: true, restart: true },
    ...{ solution: true, solve: true, goTo: true, redo: true, cancelTravel: true, diagnose: true },
    ...{ savePdf: true, exportProgress: true, importProgress: true },
  },
  library: { list: true, open: true, choose: true, forget: true, follow: true },
  browser: { answers: true },
  tasks: { logs: true },
  diagnostics: { report: true, save: true },
};

const events: { [N in keyof Events]: { [E in keyof Events[N]]: true } } = {
  settings: { changed: true },
  app: { menu: true },
  cluster: { phase: true, state: true, load: true, leftovers: true },
  terminals: { list: true, data: true, shell: true, exit: true },
  guide: { lab: true, progress: true, travel: true },
  library: { changed: true, preview: true, asked: true },
};

const asking = Object.fromEntries(
  Object.entries(calls).map(([noun, verbs]) => [
    noun,
    Object.fromEntries(
      Object.keys(verbs).map((verb) => [
        verb,
        (...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(`${noun}.${verb}`, args),
      ]),
    ),
  ]),
);

const on = (noun: string, event: string, listener: (told: unknown) => void): (() => void) => {
  const known = (events as Record<string, Record<string, true>>)[noun]?.[event];
  if (known !== true) throw new Error(`no event ${noun}.${event}`);
  const heard = (_: IpcRendererEvent, told: unknown): void => listener(told);
  ipcRenderer.on(`${noun}.${event}`, heard);
  return () => void ipcRenderer.off(`${noun}.${event}`, heard);
};

/** Electron 32 took `path` off the files; older ones have no webUtils. */
const pathOf = (file: File): string =>
  (webUtils as typeof webUtils | undefined)?.getPathForFile(file) ??
  (file as File & { path?: string }).path ??
  '';

contextBridge.exposeInMainWorld('essaim', { ...asking, on, pathOf });
