// A sidecar's text in the window's language where it has it, and in the lab's otherwise.
import type { Language } from '../../preload/contract';

export interface Said {
  fr: string;
  en?: string | undefined;
}

/** `lang` is the language that it is in. */
export function saidIn(said: Said, language: Language): { text: string; lang: Language } {
  return language === 'en' && said.en !== undefined
    ? { text: said.en, lang: 'en' }
    : { text: said.fr, lang: 'fr' };
}
