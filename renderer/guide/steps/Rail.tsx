// The rail: a mark for each step, from the first to the last; one tab stop, arrow keys from mark to mark.
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { useSay } from '../../i18n';
import { Mark } from './Mark';
import { stateName } from './state-names';
import type { StepView } from './views';

interface RailProps {
  views: StepView[];
  isClosing: boolean;
  show: (step: string) => void;
  /** Told the number of the step that is pointed at, or has the focus. */
  point: (number: number | undefined) => void;
}

export function Rail({ views, isClosing, show, point }: RailProps): ReactElement {
  const say = useSay();
  const rail = useRef<HTMLOListElement>(null);
  const current = views.find(({ isCurrent }) => isCurrent)?.number;
  useEffect(() => {
    rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav aria-label={say('guide:rail')}>
      <ol ref={rail} className="guide-rail" onKeyDown={moveFocus} onPointerLeave={() => point(undefined)}>
        {views.map(({ step, number, state, isCurrent }) => {
          const isHere = isCurrent && !isClosing;
          return (
            <li key={step.id} data-state={state}>
              <button
                type="button"
                tabIndex={isCurrent ? 0 : -1}
                aria-current={isHere ? 'step' : undefined}
                aria-label={say('guide:stepName', {
                  number,
                  title: step.title,
                  state: say(stateName(state)),
                })}
                onClick={() => show(step.id)}
                onPointerEnter={() => point(number)}
                onFocus={(event) => point(event.currentTarget.matches(':focus-visible') ? number : undefined)}
                onBlur={() => point(undefined)}
              >
                <Mark state={state} isCurrent={isHere} />
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const here = buttons.indexOf(event.target as HTMLButtonElement);
  const places: Record<string, number> = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const target = buttons[places[event.key] ?? -1];
  if (!target) return;
  event.preventDefault();
  target.focus();
}
