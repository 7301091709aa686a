// Help with a step, in stages: hints one by one, what is wrong, and after the last hint the solution.
import './hints.css';
import { KeyRound, Lightbulb, LoaderCircle, SearchCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Step } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useLab, useProgress } from '../../stores/app';
import { Button } from '../../ui/Button';
import { DiagnosisCard } from '../diagnosis/DiagnosisCard';
import { useDiagnosis } from '../diagnosis/use-diagnosis';
import { useBlocked } from '../run/blocked';
import { Hints } from './Hints';
import { Solution } from './Solution';
import { nextHelp } from './next-help';

export function Help({ step }: { step: Step }): ReactElement {
  const say = useSay();
  const blocked = useBlocked();
  const sidecar = useLab(({ lab }) => lab.sidecar?.steps[step.id]);
  const progress = useProgress((store) => store.progress);
  const { diagnosis, isLooking, look, close } = useDiagnosis(step.id);
  const hints = sidecar?.hints ?? [];
  const open = progress.hints[step.id] ?? 0;
  const next = nextHelp(step, sidecar, progress);
  return (
    <section className="guide-help" aria-label={say('guide:help')}>
      <Hints hints={hints} open={open} />
      {progress.solutions.includes(step.id) && <Solution step={step} />}
      <div className="guide-help-actions">
        {next && (
          // One button for both, so that the keyboard stays on it.
          <Button
            kind="quiet"
            size="small"
            icon={next === 'hint' ? <Lightbulb size={15} /> : <KeyRound size={15} />}
            onClick={() =>
              void ask(next === 'hint' ? api.guide.hint(step.id, open + 1) : api.guide.solution(step.id))
            }
          >
            {say(next === 'solution' ? 'guide:solutionShow' : open === 0 ? 'guide:hint' : 'guide:hintMore')}
          </Button>
        )}
        <Button
          kind="quiet"
          size="small"
          icon={isLooking ? <LoaderCircle size={15} className="guide-turning" /> : <SearchCheck size={15} />}
          disabled={blocked !== undefined}
          title={blocked && say(blocked)}
          aria-disabled={isLooking || undefined}
          onClick={() => {
            if (!isLooking) look();
          }}
        >
          {say(isLooking ? 'guide:diagnosisLooking' : 'guide:diagnosis')}
        </Button>
      </div>
      {diagnosis && (
        <DiagnosisCard step={step} diagnosis={diagnosis} isLooking={isLooking} look={look} close={close} />
      )}
    </section>
  );
}
