// How the app ends: in order when it is asked to, and with a sentence where it cannot even begin.
import { app, dialog } from 'electron';
import { Failure, messageOf } from '../failure/failure';
import { languageOf } from '../i18n/i18n';

/** Without a lab, or a window to say it in, there is nothing to run. */
export function giveUp(error: unknown): void {
  const sentence = error instanceof Failure ? error.sentence(languageOf({ LANG: app.getLocale() })) : '';
  dialog.showErrorBox('Essaim', sentence || messageOf(error));
  app.exit(1);
}

/** Nothing is left behind: the app ends when its parts have. */
export function endWell(putAway: () => Promise<void>): void {
  let isOver = false;
  let ending: Promise<void> | undefined;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isOver) return;
    event.preventDefault();
    ending ??= putAway().finally(() => {
      isOver = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}
