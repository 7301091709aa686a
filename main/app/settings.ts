// The app's settings: read once, changed one after the other, each change on disk before it is told.
import { rename } from 'node:fs/promises';
import type { Language } from '../i18n/i18n';
import { Failure } from '../failure/failure';
import type { Log } from '../log/log';
import { readSettings, type Settings, writeSettings } from '../settings/settings';

export interface AppSettings {
  current: () => Settings;
  change: (change: Partial<Settings>) => Promise<Settings>;
  /** The window's language: `system` where the setting leaves it open. */
  language: (system: Language) => Language;
}

/** A file that cannot be read is put aside, and the usual settings hold: settings are no reason not to open. */
export async function openSettings(
  file: string,
  onChanged: (changed: Settings) => void,
  log: Log,
): Promise<AppSettings> {
  let current = await readOrSetAside(file, log);
  let last: Promise<unknown> = Promise.resolve();
  const write = async (change: Partial<Settings>): Promise<Settings> => {
    const next = { ...current, ...change };
    await writeSettings(file, next);
    current = next;
    onChanged(next);
    return next;
  };
  return {
    current: () => current,
    change: (change) => {
      const writing = last.then(() => write(change));
      // One that fails is told to who asked for it; the next one is tried all the same.
      last = writing.catch(() => undefined);
      return writing;
    },
    language: (system) => (current.language === 'auto' ? system : current.language),
  };
}

async function readOrSetAside(file: string, log: Log): Promise<Settings> {
  try {
    return await readSettings(file);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const aside = `${file}.unreadable`;
    log.warn({ file, aside, error: error.causeText }, 'the settings cannot be read');
    await rename(file, aside);
    return readSettings(file);
  }
}
