// The closing page's three figures: steps, checks, time.
import type { ReactElement, ReactNode } from 'react';
import type { Translate } from '../../../main/i18n/i18n';
import { useSay } from '../../i18n';
import type { Duration, Summary } from './summary';

export function Figures({ summary: { steps, checks, time } }: { summary: Summary }): ReactElement {
  const say = useSay();
  return (
    <dl className="guide-figures">
      <Figure
        name={say('guide:summarySteps')}
        value={steps.done}
        more={say('guide:summaryOf', { total: steps.total })}
      />
      {checks.total > 0 && (
        <Figure
          name={say('guide:summaryChecks')}
          value={checks.done}
          more={
            <>
              {say('guide:summaryOf', { total: checks.total })}
              {checks.limited > 0 && <small>{say('guide:summaryLimited', { count: checks.limited })}</small>}
            </>
          }
        />
      )}
      {time && <Figure name={say('guide:summaryTime')} value={inWords(time, say)} />}
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: number | string;
  more?: ReactNode;
}

function Figure({ name, value, more }: FigureProps): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> {more}
      </dd>
    </div>
  );
}

function inWords({ days, hours, minutes }: Duration, say: Translate): string {
  if (days > 0) return say('guide:days', { count: days });
  if (hours > 0) return say('guide:hours', { hours, minutes: String(minutes).padStart(2, '0') });
  return minutes === 0 ? say('guide:lessThanMinute') : say('guide:minutes', { minutes });
}
