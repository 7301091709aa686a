// The solution of a step, once it was asked for: to be read, copied, or played as a whole. Without one in the sidecar it
// is the step's own commands.
import './solution.css';
import { Play } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Step } from '../../../preload/contract';
import { useSay } from '../../i18n';
import { useLab, useProgress } from '../../stores/app';
import { Button } from '../../ui/Button';
import { useBlocked } from '../run/blocked';
import { CommandBox } from '../run/CommandBox';
import { Runnable } from '../run/Runnable';
import { isMeantToFail, isRunnable } from '../steps/runnable';
import { setOut } from '../travel/set-out';
import { solutionParts } from './solution-parts';

export function Solution({ step }: { step: Step }): ReactElement {
  const say = useSay();
  const blocked = useBlocked();
  const lines = useLab(({ lab }) => lab.sidecar?.steps[step.id]?.solution) ?? [];
  const values = useProgress(({ progress }) => progress.captures);
  const parts = solutionParts(lines, values);
  return (
    <section className="guide-solution" aria-labelledby="guide-solution">
      <header>
        <h2 id="guide-solution">{say('guide:solution')}</h2>
        <Button
          size="small"
          icon={<Play size={13} />}
          disabled={blocked !== undefined}
          title={blocked && say(blocked)}
          onClick={() => setOut(step.id, 'solve')}
        >
          {say('guide:solutionPlay')}
        </Button>
      </header>
      {parts.map((part, index) => (
        <CommandBox key={index} {...part} />
      ))}
      {parts.some(({ isTemplate }) => isTemplate) && (
        <p className="guide-solution-note">{say('guide:solutionValues')}</p>
      )}
      {lines.length === 0 &&
        step.blocks
          .filter(isRunnable)
          .map((block) => (
            <Runnable key={block.line} block={block} isMeantToFail={isMeantToFail(step, block)} />
          ))}
    </section>
  );
}
