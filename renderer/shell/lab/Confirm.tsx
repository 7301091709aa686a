// Before the lab is lost: what goes, and what does not.
import { RotateCcw, Square } from 'lucide-react';
import type { ReactElement } from 'react';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useSettings } from '../../stores/app';
import { openDialog } from '../../stores/view';
import { Confirm } from '../../ui/Confirm';

const close = (): void => openDialog(undefined);

export function ConfirmReset(): ReactElement {
  const say = useSay();
  return (
    <Confirm
      title={say('window:resetTitle')}
      action={say('window:reset')}
      icon={<RotateCcw size={15} />}
      kept={say('window:resetKeeps')}
      act={() => void ask(api.cluster.reset())}
      close={close}
    >
      <p>{say('window:resetText')}</p>
      <Losses />
    </Confirm>
  );
}

export function ConfirmStop(): ReactElement {
  const say = useSay();
  const isKept = useSettings((settings) => settings.onQuit === 'keep');
  return (
    <Confirm
      title={say('window:stopTitle')}
      action={say('window:stop')}
      icon={<Square size={14} />}
      kept={say(isKept ? 'window:stopPause' : 'window:resetKeeps')}
      act={() => void ask(api.cluster.stop())}
      close={close}
    >
      <p>{say('window:stopText')}</p>
      <Losses />
    </Confirm>
  );
}

function Losses(): ReactElement {
  const say = useSay();
  return (
    <ul className="confirm-losses">
      <li>{say('window:losesCluster')}</li>
      <li>{say('window:losesFiles')}</li>
      <li>{say('window:losesTerminals')}</li>
    </ul>
  );
}
