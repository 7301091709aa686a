// « Take me here »: a quiet button, or an offer where the step builds on what the cluster does not have.
import './take.css';
import { Milestone, RotateCcw, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Step } from '../../../preload/contract';
import { useLanguage, useSay } from '../../i18n';
import { useLab } from '../../stores/app';
import { Button } from '../../ui/Button';
import { useBlocked } from '../run/blocked';
import { askToTravel } from './asked';

interface TakeMeHereProps {
  step: Step;
  /** In a row of the overview: an icon alone, and which step is meant in its name. */
  isCompact?: boolean;
  /** On the step's own page: its start is meant. */
  isToStart?: boolean;
  kind?: 'plain' | 'primary' | 'quiet';
}

export function TakeMeHere({
  step,
  isCompact = false,
  isToStart = false,
  kind = 'quiet',
}: TakeMeHereProps): ReactElement {
  const say = useSay();
  const blocked = useBlocked();
  const name = isCompact ? say('travel:windowGoTo', { title: step.title }) : undefined;
  return (
    <Button
      kind={kind}
      size="small"
      icon={<Milestone size={15} />}
      aria-label={name}
      disabled={blocked !== undefined}
      title={blocked ? say(blocked) : name}
      onClick={() => askToTravel(step.id, 'go')}
    >
      {isCompact ? undefined : say(isToStart ? 'travel:windowGoToStart' : 'travel:windowGo')}
    </Button>
  );
}

/** Above a step that builds on others whose result is missing. */
export function Missing({ step, missing }: { step: Step; missing: Step[] }): ReactElement | null {
  const say = useSay();
  const language = useLanguage();
  const labLanguage = useLab(({ lab }) => lab.language);
  const titles = missing.map(({ title }) => say('travel:windowQuoted', { title }));
  const list = new Intl.ListFormat(language).format(titles);
  if (missing.length === 0) return null;
  return (
    <div className="take-missing">
      <TriangleAlert size={18} aria-hidden />
      <div>
        <p role="status">
          {say('travel:windowMissing', { count: missing.length })} <span lang={labLanguage}>{list}</span>.
        </p>
        <TakeMeHere step={step} kind="primary" />
      </div>
    </div>
  );
}

/** Below a step. */
export function Redo({ step }: { step: Step }): ReactElement {
  const say = useSay();
  const blocked = useBlocked();
  return (
    <Button
      kind="quiet"
      size="small"
      icon={<RotateCcw size={14} />}
      disabled={blocked !== undefined}
      title={blocked && say(blocked)}
      onClick={() => askToTravel(step.id, 'redo')}
    >
      {say('travel:windowRedo')}
    </Button>
  );
}
