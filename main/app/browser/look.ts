// Pages of the browser tab look as the window does: in its language where they have it, light or dark with it.
import { nativeTheme, session } from 'electron';
import type { Language } from '../../i18n/i18n';
import type { Settings } from '../../settings/settings';
import { labPartition } from '../guard';

const wished: Record<Language, string> = { fr: 'fr,en', en: 'en,fr' };

/** At the start, and after each change of the settings. */
export function dressPages({ theme }: Settings, language: Language): void {
  // For the window, too: what it is painted with before its own styles are there.
  nativeTheme.themeSource = theme;
  const lab = session.fromPartition(labPartition);
  lab.setUserAgent(lab.getUserAgent(), wished[language]);
}
