// A step as it is read: its title, why nothing can be run just now, its blocks, its checks and hints.
import { Clock, Info, ListChecks, SquareTerminal } from 'lucide-react';
import type { ReactElement } from 'react';
import { useLanguage, useSay } from '../i18n';
import { useLab } from '../stores/app';
import { Blocks } from './blocks/Blocks';
import { blockedReasonId, useBlocked } from './run/blocked';
import { Checks } from './checks/Checks';
import { Help } from './checks/Help';
import { saidIn } from './said';
import { Remarks } from './warnings/Remarks';
import { isRunnable } from './steps/runnable';
import { expectedInWords } from './steps/time';
import type { StepView } from './steps/views';
import { useMissing } from './travel/missing';
import { acts, isStanding } from './travel/standing';
import { Missing, Redo, TakeMeHere } from './travel/TakeMeHere';

interface StepPageProps {
  /** Of all steps. */
  views: StepView[];
  view: StepView;
}

export function StepPage({ views, view }: StepPageProps): ReactElement {
  const language = useLab(({ lab }) => lab.language);
  const hasNodes = useLab(({ lab }) => lab.terminals > 0);
  const { step, parent, number } = view;
  const missing = useMissing(views, view);
  const isFirst = number === 1;
  return (
    <>
      <header className="guide-title">
        {isFirst && (
          <>
            <LabTitle />
            <Remarks />
          </>
        )}
        {parent && (
          <p className="guide-parent" lang={language}>
            {parent.title}
          </p>
        )}
        {isFirst ? (
          <h2 lang={language}>{step.title}</h2>
        ) : (
          <h1 tabIndex={-1} data-heading lang={language}>
            {step.title}
          </h1>
        )}
        <StepLine view={view} isAway={hasNodes && missing.length === 0 && !isStanding(views, view)} />
      </header>
      <Missing step={step} missing={missing} />
      {step.blocks.some(isRunnable) && <Blocked />}
      <Blocks step={step} />
      <Checks step={step} />
      {hasNodes && acts(view) && (
        <>
          <Help step={step} />
          <footer className="guide-step-foot">
            <Redo step={step} />
          </footer>
        </>
      )}
    </>
  );
}

/** What the step is said to take, and the way to it where the learner stands elsewhere. */
function StepLine({ view: { step }, isAway }: { view: StepView; isAway: boolean }): ReactElement | null {
  const say = useSay();
  const minutes = useLab(({ lab }) => lab.sidecar?.steps[step.id]?.minutes);
  if (minutes === undefined && !isAway) return null;
  return (
    <div className="guide-step-line">
      {minutes !== undefined && (
        <span title={say('guide:expected')}>
          <Clock size={14} role="img" aria-label={say('guide:expected')} />
          {expectedInWords(minutes, say)}
        </span>
      )}
      {isAway && <TakeMeHere step={step} />}
    </div>
  );
}

/** On the first step. */
function LabTitle(): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const lab = useLab((store) => store.lab);
  const { sidecar, steps, terminals } = lab;
  const summary = sidecar?.summary && saidIn(sidecar.summary, language);
  return (
    <div className="guide-lab">
      <h1 tabIndex={-1} data-heading lang={lab.language}>
        {lab.title}
      </h1>
      {summary && <p lang={summary.lang}>{summary.text}</p>}
      <ul>
        {sidecar?.minutes !== undefined && (
          <li>
            <Clock size={15} aria-hidden />
            {say('guide:aboutMinutes', { count: sidecar.minutes })}
          </li>
        )}
        <li>
          <ListChecks size={15} aria-hidden />
          {say('guide:steps', { count: steps.length })}
        </li>
        {terminals > 0 && (
          <li>
            <SquareTerminal size={15} aria-hidden />
            {say('guide:terminals', { count: terminals })}
          </li>
        )}
      </ul>
    </div>
  );
}

function Blocked(): ReactElement | null {
  const say = useSay();
  const reason = useBlocked();
  if (!reason) return null;
  return (
    <p id={blockedReasonId} className="guide-blocked">
      <Info size={16} aria-hidden />
      {say(reason)}
    </p>
  );
}
