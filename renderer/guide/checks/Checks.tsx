// What the cluster says to this step: its checks, ticked as they come true, and what to do where they do not.
import './checks.css';
import { CircleCheck, CircleDashed, Circle, CircleDot } from 'lucide-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { CheckView, Step } from '../../../preload/contract';
import { useLanguage, useSay } from '../../i18n';
import { useLab, useProgress } from '../../stores/app';
import { saidIn } from '../said';
import { isSettled } from '../steps/views';
import { Inline } from './Inline';

const waiting: CheckView = { kind: 'waiting' };

export function Checks({ step }: { step: Step }): ReactElement | null {
  const say = useSay();
  const language = useLanguage();
  const checks = useLab(({ lab }) => lab.sidecar?.steps[step.id]?.checks) ?? [];
  const seen = useProgress(({ progress }) => progress.checks[step.id]);
  const fresh = useFresh(seen);
  if (checks.length === 0) return null;
  const views = checks.map((_, index) => seen?.[index] ?? waiting);
  const settled = views.filter(isSettled).length;
  const isDone = settled === checks.length;
  const ticked = fresh.flatMap((index) => {
    const check = checks[index];
    return check ? [say('guide:checkTicked', { check: saidIn(check.say, language).text })] : [];
  });
  return (
    <section className="guide-checks" aria-labelledby="guide-checks" data-done={isDone || undefined}>
      <header className="guide-checks-head">
        <h2 id="guide-checks">{say('guide:checks')}</h2>
        <span>{say('guide:checksCount', { settled, total: checks.length })}</span>
      </header>
      <ul>
        {checks.map((check, index) => (
          <CheckRow
            key={index}
            said={saidIn(check.say, language)}
            view={views[index] ?? waiting}
            isFresh={fresh.includes(index)}
          />
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {ticked.join(' ')}
      </p>
      {isDone && (
        <p className="guide-checks-done" role="status">
          {say('guide:checksDone')}
        </p>
      )}
    </section>
  );
}

/** Indices of the checks that came true while they were looked at, the last ones. */
function useFresh(views: CheckView[] | undefined): number[] {
  const before = useRef(views);
  const [fresh, setFresh] = useState<number[]>([]);
  useEffect(() => {
    const ticked = (views ?? []).flatMap((view, index) => {
      const old = before.current?.[index] ?? waiting;
      return isSettled(view) && !isSettled(old) ? [index] : [];
    });
    before.current = views;
    if (ticked.length > 0) setFresh(ticked);
  }, [views]);
  return fresh;
}

const marks = {
  done: { icon: CircleCheck, text: 'guide:checkDone' },
  limited: { icon: CircleDot, text: 'guide:checkLimited' },
  open: { icon: Circle, text: 'guide:checkOpen' },
  waiting: { icon: CircleDashed, text: 'guide:checkWaiting' },
} as const;

interface CheckRowProps {
  said: { text: string; lang: string };
  view: CheckView;
  isFresh: boolean;
}

function CheckRow({ said, view, isFresh }: CheckRowProps): ReactElement {
  const say = useSay();
  const { icon: Icon, text } = marks[view.kind];
  return (
    <li className="guide-check" data-state={view.kind} data-fresh={isFresh || undefined}>
      <Icon size={18} role="img" aria-label={say(text)} />
      <div>
        <p lang={said.lang}>
          <Inline text={said.text} />
        </p>
        {view.kind === 'open' && (
          <p className="guide-check-facts">
            <Fact label={say('guide:checkFound')} text={view.found} />
            <Fact label={say('guide:checkExpected')} text={view.expected} />
          </p>
        )}
        {view.kind === 'limited' && (
          <p className="guide-check-facts">
            <Fact label={say('guide:checkLimited')} text={view.why} />
          </p>
        )}
      </div>
    </li>
  );
}

function Fact({ label, text }: { label: string; text: string }): ReactElement {
  return (
    <span>
      <b>{label}</b> <Inline text={text} />
    </span>
  );
}
