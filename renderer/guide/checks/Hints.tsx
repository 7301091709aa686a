// Hints, one more at each request: the first only points the way, the last gives it away.
import './hints.css';
import { Lightbulb } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Step } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useLanguage, useSay } from '../../i18n';
import { useLab, useProgress } from '../../stores/app';
import { Button } from '../../ui/Button';
import { saidIn } from '../said';
import { Inline } from './Inline';

export function Hints({ step }: { step: Step }): ReactElement | null {
  const say = useSay();
  const language = useLanguage();
  const hints = useLab(({ lab }) => lab.sidecar?.steps[step.id]?.hints) ?? [];
  const open = useProgress(({ progress }) => progress.hints[step.id] ?? 0);
  if (hints.length === 0) return null;
  return (
    <section className="guide-hints" aria-label={say('guide:hints')}>
      <ol aria-live="polite">
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
      {open < hints.length && (
        <Button
          kind="quiet"
          size="small"
          icon={<Lightbulb size={15} />}
          onClick={() => void ask(api.guide.hint(step.id, open + 1))}
        >
          {say(open === 0 ? 'guide:hint' : 'guide:hintMore')}
        </Button>
      )}
    </section>
  );
}
