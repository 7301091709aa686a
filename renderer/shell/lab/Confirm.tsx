// Before something is lost: what, and what is not.
import './confirm.css';
import { RotateCcw, Square } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Answer } from '../../../preload/contract';
import type { TextKey } from '../../../main/i18n/i18n';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useSettings } from '../../stores/app';
import { openDialog } from '../../stores/view';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

export function ConfirmReset(): ReactElement {
  return (
    <Confirm
      title="window:resetTitle"
      text="window:resetText"
      kept="window:resetKeeps"
      action="window:reset"
      icon={<RotateCcw size={15} />}
      act={() => api.cluster.reset()}
    />
  );
}

export function ConfirmStop(): ReactElement {
  const isKept = useSettings((settings) => settings.onQuit === 'keep');
  return (
    <Confirm
      title="window:stopTitle"
      text="window:stopText"
      kept={isKept ? 'window:stopPause' : 'window:resetKeeps'}
      action="window:stop"
      icon={<Square size={14} />}
      act={() => api.cluster.stop()}
    />
  );
}

interface ConfirmProps {
  title: TextKey;
  text: TextKey;
  kept: TextKey;
  action: TextKey;
  icon: ReactNode;
  act: () => Promise<Answer<void>>;
}

function Confirm({ title, text, kept, action, icon, act }: ConfirmProps): ReactElement {
  const say = useSay();
  const close = (): void => openDialog(undefined);
  return (
    <Dialog
      title={say(title)}
      size="small"
      isAlert
      onClose={close}
      actions={
        <>
          <Button data-autofocus onClick={close}>
            {say('window:cancel')}
          </Button>
          <Button
            kind="danger"
            icon={icon}
            onClick={() => {
              close();
              void ask(act());
            }}
          >
            {say(action)}
          </Button>
        </>
      }
    >
      <p>{say(text)}</p>
      <ul className="confirm-losses">
        <li>{say('window:losesCluster')}</li>
        <li>{say('window:losesFiles')}</li>
        <li>{say('window:losesTerminals')}</li>
      </ul>
      <p className="confirm-kept">{say(kept)}</p>
    </Dialog>
  );
}
