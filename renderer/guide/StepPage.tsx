// A step as it is read: its title, why nothing can be run just now, its blocks, its checks and hints.
import { Clock, Info, ListChecks, SquareTerminal } from 'lucide-react';
import type { ReactElement } from 'react';
import { useLanguage, useSay } from '../i18n';
import { useCluster, useLab } from '../stores/app';
import { Blocks } from './blocks/Blocks';
import { blockedReason, blockedReasonId } from './run/blocked';
import { Checks } from './checks/Checks';
import { Hints } from './checks/Hints';
import { saidIn } from './said';
import { Remarks } from './warnings/Remarks';
import { isRunnable } from './steps/runnable';
import type { StepView } from './steps/views';

export function StepPage({ view }: { view: StepView }): ReactElement {
  const language = useLab(({ lab }) => lab.language);
  const { step, parent, number } = view;
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
      </header>
      {step.blocks.some(isRunnable) && <Blocked />}
      <Blocks step={step} />
      <Checks step={step} />
      <Hints step={step} />
    </>
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
  const reason = useCluster(({ phase }) => blockedReason(phase));
  if (!reason) return null;
  return (
    <p id={blockedReasonId} className="guide-blocked">
      <Info size={16} aria-hidden />
      {say(reason)}
    </p>
  );
}
