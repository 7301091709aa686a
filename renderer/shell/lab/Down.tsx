// No lab is up: what to do; where a start failed, why, and what helps.
import { CircleAlert, Cpu, Play, Stethoscope } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Told } from '../../../preload/contract';
import type { TextKey } from '../../../main/i18n/i18n';
import { useSay } from '../../i18n';
import { openDialog } from '../../stores/view';
import { Button } from '../../ui/Button';
import { Cause } from '../../ui/Cause';
import { startLab } from './lab-actions';
import { Logo } from '../Logo';

export function Down({ failure }: { failure: Told | undefined }): ReactElement {
  // Who cancelled knows why.
  return (
    <div className="bringing">
      <div className="bringing-card">
        {failure && failure.kind !== 'cancelled' ? <Failed failure={failure} /> : <Ready />}
      </div>
    </div>
  );
}

function Ready(): ReactElement {
  const say = useSay();
  return (
    <>
      <Logo size={48} />
      <h2 className="bringing-title">{say('window:downTitle')}</h2>
      <p className="down-text">{say('window:downText')}</p>
      <div className="down-actions">
        <Button kind="primary" icon={<Play size={15} />} onClick={startLab}>
          {say('window:start')}
        </Button>
        <Button icon={<Cpu size={15} />} onClick={() => openDialog('settings')}>
          {say('window:changeEngine')}
        </Button>
      </div>
    </>
  );
}

const hints: Record<Told['kind'], TextKey> = {
  'no-engine': 'window:hintNoEngine',
  engine: 'window:hintEngine',
  cluster: 'window:hintCluster',
  'missing-tool': 'window:hintMissingTool',
  'bad-input': 'window:hintBadInput',
  usage: 'window:hintBadInput',
  cancelled: 'window:downText',
  fault: 'window:hintFault',
};

function Failed({ failure }: { failure: Told }): ReactElement {
  const say = useSay();
  return (
    <>
      <h2 className="bringing-title down-failed">
        <CircleAlert size={22} aria-hidden />
        {say('window:failedTitle')}
      </h2>
      <p className="down-sentence" role="alert">
        {say(failure.text, failure.values)}
      </p>
      <Cause text={failure.cause} />
      <p className="down-text">{say(hints[failure.kind])}</p>
      <div className="down-actions">
        <Button kind="primary" icon={<Play size={15} />} onClick={startLab}>
          {say('window:retry')}
        </Button>
        <Button icon={<Cpu size={15} />} onClick={() => openDialog('settings')}>
          {say('window:changeEngine')}
        </Button>
        <Button icon={<Stethoscope size={15} />} onClick={() => openDialog('diagnostics')}>
          {say('window:diagnostics')}
        </Button>
      </div>
    </>
  );
}
