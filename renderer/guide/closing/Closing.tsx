// After the last step: what was done, what is left, and the ways on from here.
import './closing.css';
import { CircleCheck, Flag, RotateCcw, StepBack } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSay } from '../../i18n';
import { useLab, useProgress } from '../../stores/app';
import { Button } from '../../ui/Button';
import { Mark } from '../steps/Mark';
import { stateName } from '../steps/state-names';
import { stepViews } from '../steps/views';
import { ConfirmRestart } from './ConfirmRestart';
import { Figures } from './Figures';
import { summaryOf } from './summary';

export function Closing({ show }: { show: (step: string) => void }): ReactElement {
  const say = useSay();
  const lab = useLab((store) => store.lab);
  const progress = useProgress((store) => store.progress);
  const [isConfirming, setConfirming] = useState(false);
  const summary = summaryOf(lab, progress);
  const isAllDone = summary.steps.done === summary.steps.total;
  const first = lab.steps[0]?.id ?? '';
  const Icon = isAllDone ? CircleCheck : Flag;
  return (
    <>
      <header className="guide-closing-head" data-done={isAllDone || undefined}>
        <Icon size={40} strokeWidth={1.5} aria-hidden />
        <h1 tabIndex={-1} data-heading>
          {say(isAllDone ? 'guide:closingDone' : 'guide:closingPartly')}
        </h1>
        <p className="guide-closing-lab" lang={lab.language}>
          {lab.title}
        </p>
        <p>{say(isAllDone ? 'guide:closingDoneText' : 'guide:closingPartlyText')}</p>
      </header>
      <Figures summary={summary} />
      <h2 className="guide-closing-sub">{say('guide:learned')}</h2>
      <ol className="guide-closing-steps">
        {stepViews(lab, progress).map(({ step, state, parent }) => (
          <li key={step.id} data-nested={parent !== undefined || undefined}>
            <button type="button" onClick={() => show(step.id)}>
              <Mark state={state} isCurrent={false} />
              <span lang={lab.language}>{step.title}</span>
              {state !== 'done' && <span className="guide-closing-state">{say(stateName(state))}</span>}
              {state === 'done' && <span className="visually-hidden">{say(stateName(state))}</span>}
            </button>
          </li>
        ))}
      </ol>
      <div className="guide-closing-actions">
        <Button icon={<StepBack size={15} />} onClick={() => show(first)}>
          {say('guide:again')}
        </Button>
        <Button icon={<RotateCcw size={15} />} onClick={() => setConfirming(true)}>
          {say('guide:restart')}
        </Button>
      </div>
      {isConfirming &&
        createPortal(
          <ConfirmRestart close={() => setConfirming(false)} show={() => show(first)} />,
          document.body,
        )}
    </>
  );
}
