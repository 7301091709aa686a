// How far the learner is in a lab: a bar and the steps, or the day on which it was finished.
import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LabCard } from '../../../preload/contract';
import { useLanguage, useSay } from '../../i18n';

export function CardProgress({ card: { progress, steps } }: { card: LabCard }): ReactElement {
  const say = useSay();
  const date = new Intl.DateTimeFormat(useLanguage(), { dateStyle: 'long' });
  if (!progress) return <p className="card-progress">{say('library:notBegun')}</p>;
  const { done, finishedAt } = progress;
  if (finishedAt !== undefined) {
    return (
      <p className="card-progress" data-finished>
        <CircleCheck size={16} aria-hidden />
        {say('library:finished', { date: date.format(new Date(finishedAt)) })}
      </p>
    );
  }
  const text = say('library:stepsDone', { count: done, total: steps });
  return (
    <div className="card-progress">
      <div
        role="progressbar"
        className="card-bar"
        aria-label={say('library:progress')}
        aria-valuemin={0}
        aria-valuemax={steps}
        aria-valuenow={done}
        aria-valuetext={text}
      >
        <div style={{ width: `${steps > 0 ? (100 * done) / steps : 0}%` }} />
      </div>
      <span aria-hidden>{text}</span>
    </div>
  );
}
