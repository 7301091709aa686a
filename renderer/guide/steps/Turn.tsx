// Below the page: one step back, and the way on, which stands out once there is nothing left to do here.
import './turn.css';
import { ArrowLeft, ArrowRight, Flag } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '../../i18n';
import { useLab } from '../../stores/app';
import { Button } from '../../ui/Button';
import type { Go } from './go';
import type { StepView } from './views';

interface TurnProps {
  views: StepView[];
  current: StepView;
  isClosing: boolean;
  go: Go;
}

export function Turn({ views, current, isClosing, go }: TurnProps): ReactElement {
  const say = useSay();
  const language = useLab(({ lab }) => lab.language);
  const previous = views[current.number - 2];
  const next = views[current.number];
  const { state } = current;
  const previousName = isClosing
    ? say('guide:backToLast')
    : previous
      ? say('guide:previousStep', { title: previous.step.title })
      : say('guide:previous');
  return (
    <footer className="guide-turn">
      <Button
        kind="quiet"
        title={previousName}
        icon={<ArrowLeft size={16} />}
        disabled={!go.previous}
        onClick={go.previous}
      >
        <span className="guide-turn-previous">{say('guide:previous')}</span>
      </Button>
      {!isClosing && (
        <Button kind={state === 'done' ? 'primary' : 'plain'} title={next?.step.title} onClick={go.next}>
          {next ? (
            <>
              <span className="guide-turn-next">{say('guide:next')}</span>
              <span className="guide-turn-title" lang={language}>
                {next.step.title}
              </span>
              <ArrowRight size={16} />
            </>
          ) : (
            <>
              {say('guide:finish')}
              <Flag size={15} />
            </>
          )}
        </Button>
      )}
    </footer>
  );
}
