// The guide: one step of the lab at a time, with how far the learner is above it and the way on below it.
import './guide.css';
import { type ReactElement, type RefObject, useEffect, useMemo, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useSay } from '../i18n';
import { provide } from '../shell/commands';
import { useLab, useProgress } from '../stores/app';
import { runBlock } from './run/run-block';
import { Closing } from './closing/Closing';
import { useIsClosing } from './closing/shown';
import { StepPage } from './StepPage';
import { Header } from './steps/Header';
import { nextToRun } from './steps/runnable';
import { Turn } from './steps/Turn';
import { useGo } from './steps/go';
import { stepViews } from './steps/views';
import { ConfirmTravel } from './travel/ConfirmTravel';
import { TravelPanel } from './travel/TravelPanel';

export function Guide(): ReactElement | null {
  const say = useSay();
  const lab = useLab((store) => store.lab);
  const progress = useProgress((store) => store.progress);
  const views = useMemo(() => stepViews(lab, progress), [lab, progress]);
  const current = views.find(({ isCurrent }) => isCurrent);
  const isClosing = useIsClosing();
  const go = useGo(views, current, isClosing);
  const place = isClosing ? 'closing' : (current?.step.id ?? '');
  const page = useTopOf(place);
  useEffect(() => {
    const undo = [
      provide('next-step', () => go.next?.()),
      provide('previous-step', () => go.previous?.()),
      provide('focus-guide', () => page.current?.focus()),
      provide('run-next', () => {
        const block = current && !isClosing ? nextToRun(current.step, progress.runs) : undefined;
        if (!block) return;
        runBlock(block);
        page.current?.querySelector(`[data-line="${block.line}"]`)?.scrollIntoView({ block: 'nearest' });
      }),
    ];
    return () => {
      for (const each of undo) each();
    };
  }, [go, current, isClosing, progress.runs, page]);
  if (!current) return null;
  return (
    <div className="guide">
      <Header views={views} isClosing={isClosing} show={go.show} />
      <TravelPanel />
      <div className="guide-page" ref={page} tabIndex={0} role="group" aria-label={say('guide:content')}>
        <article className="guide-article" key={place}>
          {isClosing ? <Closing show={go.show} /> : <StepPage views={views} view={current} />}
        </article>
      </div>
      <Turn views={views} current={current} isClosing={isClosing} go={go} />
      {createPortal(<ConfirmTravel />, document.body)}
    </div>
  );
}

/** A page that begins at its top, with its heading for who hears it, whenever `place` changes. */
function useTopOf(place: string): RefObject<HTMLDivElement | null> {
  const page = useRef<HTMLDivElement>(null);
  const shown = useRef(place);
  useEffect(() => {
    // Not at the window's start: nobody turned a page.
    if (shown.current === place) return;
    shown.current = place;
    page.current?.scrollTo({ top: 0 });
    page.current?.querySelector<HTMLElement>('[data-heading]')?.focus({ preventScroll: true });
  }, [place]);
  return page;
}
