// The window's language, and its texts from the one catalogue.
import { type Language, type Translate, translator } from '../main/i18n/i18n';
import { useFacts, useSettings } from './stores/app';

export function useLanguage(): Language {
  const chosen = useSettings((settings) => settings.language);
  const system = useFacts((facts) => facts.system.language);
  return chosen === 'auto' ? system : chosen;
}

/** The translator of the window's language: `say('guide:run')`. */
export function useSay(): Translate {
  return translator(useLanguage());
}
