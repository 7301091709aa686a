// The cluster's way to a step, above the page as long as it is of interest: what is done, how far it is, how it ended.
import './travel.css';
import { Check, CircleAlert, LoaderCircle, RotateCcw, X } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Travel } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useLanguage, useSay } from '../../i18n';
import { useLab, useTravel } from '../../stores/app';
import { openDialog } from '../../stores/view';
import { Button } from '../../ui/Button';
import { Cause } from '../../ui/Cause';
import { setOut } from './set-out';
import { Stops } from './Stops';
import { travelTitle } from './titles';

type Way = Exclude<Travel, { kind: 'none' }>;

export function TravelPanel(): ReactElement | null {
  const travel = useTravel((store) => store.travel);
  // One that had come to a good end before the window was loaded is no news.
  const [read, setRead] = useState(isQuiet(travel) ? travel : undefined);
  const steps = useLab(({ lab }) => lab.steps);
  if (travel.kind === 'none' || travel === read) return null;
  // Of a lab that was open before, or of a step that its author has taken away.
  const title = steps.find(({ id }) => id === travel.step)?.title;
  if (title === undefined) return null;
  return <Panel travel={travel} title={title} dismiss={() => setRead(travel)} />;
}

function isQuiet({ kind }: Travel): boolean {
  return kind === 'arrived' || kind === 'cancelled';
}

const icons = { 'under-way': LoaderCircle, arrived: Check, failed: CircleAlert, cancelled: X };

interface PanelProps {
  travel: Way;
  /** The step's. */
  title: string;
  dismiss: () => void;
}

function Panel({ travel, title, dismiss }: PanelProps): ReactElement {
  const say = useSay();
  const { kind, step, purpose, stops, failure } = travel;
  const [isUnfolded, setUnfolded] = useState<boolean>();
  // What is done is of interest while it is done, and where it failed.
  const isOpen = isUnfolded ?? !isQuiet(travel);
  const Icon = icons[kind];
  return (
    <section className="travel" data-kind={kind} aria-labelledby="travel-title">
      <div className="travel-head">
        <Icon size={18} aria-hidden />
        <h2 id="travel-title">
          <span role="status">{say(travelTitle(travel), { title })}</span>
        </h2>
        {kind === 'under-way' ? (
          <Button size="small" onClick={() => void ask(api.guide.cancelTravel())}>
            {say('window:cancel')}
          </Button>
        ) : (
          <Button
            kind="quiet"
            size="small"
            label={say('window:dismiss')}
            icon={<X size={16} />}
            onClick={dismiss}
          />
        )}
      </div>
      {kind === 'under-way' && <Bar done={travel.done} label={say(travelTitle(travel), { title })} />}
      {failure && (
        <div className="travel-failure" role="alert">
          <p>{say(failure.text, failure.values)}</p>
          <Cause text={failure.cause} />
        </div>
      )}
      {kind === 'cancelled' && <p className="travel-note">{say('travel:windowCancelledText')}</p>}
      {stops.length > 0 && (
        <details className="travel-details" open={isOpen}>
          <summary
            onClick={(event) => {
              event.preventDefault();
              setUnfolded(!isOpen);
            }}
          >
            {say('travel:windowStops', { count: stops.length })}
          </summary>
          <Stops stops={stops} />
        </details>
      )}
      {(kind === 'failed' || kind === 'cancelled') && (
        <div className="travel-actions">
          <Button kind="primary" size="small" onClick={() => setOut(step, purpose)}>
            {say('window:retry')}
          </Button>
          <Button size="small" icon={<RotateCcw size={14} />} onClick={() => openDialog('confirm-reset')}>
            {say('travel:windowReset')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Bar({ done, label }: { done: number; label: string }): ReactElement {
  const percent = new Intl.NumberFormat(useLanguage(), { style: 'percent' }).format(done);
  return (
    <div className="travel-progress">
      <div
        role="progressbar"
        className="travel-bar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(done * 100)}
      >
        <div style={{ width: `${done * 100}%` }} />
      </div>
      <span aria-hidden>{percent}</span>
    </div>
  );
}
