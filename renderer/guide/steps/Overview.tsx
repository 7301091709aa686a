// All steps with their states, to go to any of them; over the page until one is chosen or it is closed.
import './overview.css';
import { type ReactElement, useEffect, useRef } from 'react';
import { useSay } from '../../i18n';
import { useLab } from '../../stores/app';
import { Mark } from './Mark';
import { stateName } from './state-names';
import type { StepView } from './views';

interface OverviewProps {
  views: StepView[];
  isClosing: boolean;
  show: (step: string) => void;
  close: () => void;
}

export function Overview({ views, isClosing, show, close }: OverviewProps): ReactElement {
  const say = useSay();
  const language = useLab(({ lab }) => lab.language);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    (current ?? list.current?.querySelector('button'))?.focus();
    const onPress = (event: PointerEvent): void => {
      const header = list.current?.closest('.guide-header');
      if (event.target instanceof Node && !header?.contains(event.target)) close();
    };
    addEventListener('pointerdown', onPress);
    return () => removeEventListener('pointerdown', onPress);
    // Once, when it opens: `close` does the same whichever of them is called.
  }, []);
  return (
    <div className="guide-overview">
      <ol ref={list}>
        {views.map(({ step, number, state, isCurrent, settled, checks, parent }) => (
          <li key={step.id}>
            <button
              type="button"
              data-nested={parent !== undefined || undefined}
              aria-current={isCurrent && !isClosing ? 'step' : undefined}
              onClick={() => show(step.id)}
            >
              <Mark state={state} isCurrent={isCurrent && !isClosing} />
              <span className="guide-overview-number">{number}</span>
              <span className="guide-overview-title" lang={language}>
                {step.title}
              </span>
              <span className="visually-hidden">{say(stateName(state))}</span>
              {checks > 0 && (
                <span className="guide-overview-checks">
                  <span aria-hidden>{`${settled}/${checks}`}</span>
                  <span className="visually-hidden">{say('guide:checksOf', { settled, total: checks })}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
