// After the last step: what was done, what is left, what can be kept of it, and the ways on from here.
import './closing.css';
import { Check, Flag } from 'lucide-react';
import type { ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { useLanguage, useSay } from '../../i18n';
import { Logo } from '../../shell/Logo';
import { useLab, useProgress } from '../../stores/app';
import { Actions } from './Actions';
import { datesIn } from './dates';
import { Figures } from './Figures';
import { Sheet } from './Sheet';
import { StepsTable } from './StepsTable';
import { summaryOf } from './summary';

export function Closing({ show }: { show: (step: string) => void }): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const lab = useLab((store) => store.lab);
  const progress = useProgress((store) => store.progress);
  const summary = summaryOf(lab, progress);
  const isAllDone = summary.steps.done === summary.steps.total;
  const Icon = isAllDone ? Check : Flag;
  return (
    <>
      <header className="guide-closing-head" data-done={isAllDone || undefined}>
        <span className="closing-swarm">
          <Logo size={124} />
        </span>
        <span className="closing-badge" aria-hidden>
          <svg viewBox="0 0 56 52" width={56} height={52}>
            <path d="M15 2h26l13 24-13 24H15L2 26Z" />
          </svg>
          <Icon size={28} strokeWidth={2.5} />
        </span>
        <h1 tabIndex={-1} data-heading>
          {say(isAllDone ? 'guide:closingDone' : 'guide:closingPartly')}
        </h1>
        <p className="closing-lab" lang={lab.language}>
          {lab.title}
        </p>
        <p className="closing-dates">{datesIn(progress, language, say)}</p>
        <p>{say(isAllDone ? 'guide:closingDoneText' : 'guide:closingPartlyText')}</p>
      </header>
      <Figures summary={summary} />
      <Actions show={show} />
      <h2 className="closing-sub">{say('guide:learned')}</h2>
      <StepsTable rows={summary.rows} show={show} />
      {createPortal(<Sheet lab={lab} progress={progress} summary={summary} />, document.body)}
    </>
  );
}
