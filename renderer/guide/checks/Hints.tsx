// The hints that were opened: the first only points the way, the last gives it away.
import type { ReactElement } from 'react';
import type { Said } from '../../../preload/contract';
import { useLanguage, useSay } from '../../i18n';
import { saidIn } from '../said';
import { Inline } from './Inline';

export function Hints({ hints, open }: { hints: Said[]; open: number }): ReactElement {
  const say = useSay();
  const language = useLanguage();
  return (
    // Always there, so that what comes into it is read out.
    <ol className="guide-hints" aria-live="polite" aria-label={say('guide:hints')}>
      {hints.slice(0, open).map((hint, index) => {
        const { text, lang } = saidIn(hint, language);
        return (
          <li key={index} className="guide-hint">
            <span className="guide-hint-number">
              {say('guide:hintNumber', { number: index + 1, total: hints.length })}
            </span>
            <p lang={lang}>
              <Inline text={text} />
            </p>
          </li>
        );
      })}
    </ol>
  );
}
