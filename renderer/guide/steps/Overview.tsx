// All steps with their states, to go to any of them; over the page until one is chosen or it is closed.
import './overview.css';
import { type ReactElement, useEffect, useRef } from 'react';
import { useSay } from '../../i18n';
import { useLab, useProgress } from '../../stores/app';
import { TakeMeHere } from '../travel/TakeMeHere';
import { isStanding } from '../travel/standing';
import { Mark } from './Mark';
import { stateName } from './state-names';
import { expectedInWords, timeInWords } from './time';
import type { StepView } from './views';

interface OverviewProps {
  views: StepView[];
  isClosing: boolean;
  show: (step: string) => void;
  close: () => void;
}

export function Overview({ views, isClosing, show, close }: OverviewProps): ReactElement {
  const hasNodes = useLab(({ lab }) => lab.terminals > 0);
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
        {views.map((view) => (
          <Row
            key={view.step.id}
            view={view}
            isHere={view.isCurrent && !isClosing}
            isAway={hasNodes && !isStanding(views, view)}
            show={() => show(view.step.id)}
            close={close}
          />
        ))}
      </ol>
    </div>
  );
}

interface RowProps {
  view: StepView;
  /** Whether it is the step that is shown. */
  isHere: boolean;
  /** Whether the learner stands elsewhere, and can be brought to it. */
  isAway: boolean;
  show: () => void;
  close: () => void;
}

function Row({ view, isHere, isAway, show, close }: RowProps): ReactElement {
  const say = useSay();
  const language = useLab(({ lab }) => lab.language);
  const { step, number, state, settled, checks, parent } = view;
  return (
    <li data-nested={parent !== undefined || undefined} data-here={isHere || undefined}>
      <button
        type="button"
        className="guide-overview-row"
        aria-current={isHere ? 'step' : undefined}
        onClick={show}
      >
        <Mark state={state} isCurrent={isHere} />
        <span className="guide-overview-number">{number}</span>
        <span className="guide-overview-title" lang={language}>
          {step.title}
        </span>
        <span className="visually-hidden">{say(stateName(state))}</span>
        <Time step={step.id} />
        {checks > 0 && (
          <span className="guide-overview-figure">
            <span aria-hidden>{`${settled}/${checks}`}</span>
            <span className="visually-hidden">{say('guide:checksOf', { settled, total: checks })}</span>
          </span>
        )}
      </button>
      <span className="guide-overview-go" onClick={close}>
        {isAway && <TakeMeHere step={step} isCompact />}
      </span>
    </li>
  );
}

/** Time spent on the step, or what it is said to take. */
function Time({ step }: { step: string }): ReactElement | null {
  const say = useSay();
  const spent = useProgress(({ progress }) => progress.times[step] ?? 0);
  const expected = useLab(({ lab }) => lab.sidecar?.steps[step]?.minutes);
  if (spent === 0 && expected === undefined) return null;
  return (
    <span className="guide-overview-figure" title={say(spent > 0 ? 'guide:summaryTime' : 'guide:expected')}>
      {spent > 0 ? timeInWords(spent, say) : expectedInWords(expected ?? 0, say)}
    </span>
  );
}
