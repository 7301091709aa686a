// While the lab starts, is reset or stops: its steps, how far they are, and a way out.
import './bringing.css';
import { Check, LoaderCircle, X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Phase, PhaseStep } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useLanguage, useSay } from '../../i18n';
import { Button } from '../../ui/Button';

type UnderWay = Extract<Phase, { done: number }>;

const titles = {
  starting: 'window:startingTitle',
  resetting: 'window:resettingTitle',
  stopping: 'window:stoppingTitle',
} as const;

export function Bringing({ phase: { kind, steps, done } }: { phase: UnderWay }): ReactElement {
  const say = useSay();
  const percent = new Intl.NumberFormat(useLanguage(), { style: 'percent' }).format(done);
  return (
    <div className="bringing">
      <div className="bringing-card">
        <h2 className="bringing-title">{say(titles[kind])}</h2>
        <div className="bringing-progress">
          <div
            role="progressbar"
            className="bringing-bar"
            aria-label={say(titles[kind])}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(done * 100)}
          >
            <div style={{ width: `${done * 100}%` }} />
          </div>
          <span className="bringing-percent" aria-hidden>
            {percent}
          </span>
        </div>
        <ol className="bringing-steps">
          {steps.map((step, index) => (
            <Step key={index} step={step} />
          ))}
        </ol>
        <footer className="bringing-foot">
          <p>{say('window:readMeanwhile')}</p>
          {kind !== 'stopping' && (
            <Button onClick={() => void ask(api.cluster.cancel())}>{say('window:cancel')}</Button>
          )}
        </footer>
      </div>
    </div>
  );
}

const marks = {
  running: { icon: LoaderCircle, text: 'window:stepRunning' },
  done: { icon: Check, text: 'window:stepDone' },
  failed: { icon: X, text: 'window:stepFailed' },
} as const;

function Step({ step: { text, values, state } }: { step: PhaseStep }): ReactElement {
  const say = useSay();
  const { icon: Icon, text: mark } = marks[state];
  return (
    <li className="bringing-step" data-state={state}>
      <Icon size={16} role="img" aria-label={say(mark)} />
      {say(text, values)}
    </li>
  );
}
