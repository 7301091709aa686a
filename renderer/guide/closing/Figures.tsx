// The closing page's figures: steps, checks, time, help.
import type { ReactElement, ReactNode } from 'react';
import { useSay } from '../../i18n';
import { expectedInWords, timeInWords } from '../steps/time';
import type { Summary } from './summary';

export function Figures({ summary: { steps, checks, time, help } }: { summary: Summary }): ReactElement {
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
          more={say('guide:summaryOf', { total: checks.total })}
          below={checks.limited > 0 && say('guide:summaryLimited', { count: checks.limited })}
        />
      )}
      {time.spent !== undefined && (
        <Figure
          name={say('guide:summaryTime')}
          value={timeInWords(time.spent, say)}
          below={
            time.expected !== undefined &&
            say('guide:summaryExpected', { time: expectedInWords(time.expected, say) })
          }
        />
      )}
      <Figure
        name={say('guide:summaryHints')}
        value={help.hints}
        below={help.solutions > 0 && say('guide:summarySolutions', { count: help.solutions })}
      />
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: number | string;
  /** Beside the value, and below it. */
  more?: string;
  below?: ReactNode;
}

function Figure({ name, value, more, below }: FigureProps): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> {more}
        {below && <small>{below}</small>}
      </dd>
    </div>
  );
}
