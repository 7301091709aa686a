// The page's language, theme and type size, as the settings and the system say.
import { useEffect, useSyncExternalStore } from 'react';
import { useLanguage } from '../i18n';
import { useLab, useSettings } from '../stores/app';

export function useAppearance(): void {
  const language = useLanguage();
  const theme = useSettings((settings) => settings.theme);
  const guideFontSize = useSettings((settings) => settings.guideFontSize);
  const title = useLab(({ lab }) => lab.title);
  const isSystemDark = useSyncExternalStore(watchSystem, () => systemDark.matches);
  const shown = theme === 'system' ? (isSystemDark ? 'dark' : 'light') : theme;
  useEffect(() => {
    const { documentElement: page } = document;
    page.lang = language;
    page.dataset.theme = shown;
    page.style.setProperty('--guide-font-size', `${guideFontSize}px`);
    document.title = `${title} · Essaim`;
  }, [language, shown, guideFontSize, title]);
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');

function watchSystem(onChange: () => void): () => void {
  systemDark.addEventListener('change', onChange);
  return () => systemDark.removeEventListener('change', onChange);
}
