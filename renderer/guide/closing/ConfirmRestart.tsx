// Before the progress is forgotten: what goes, and what stays.
import { RotateCcw } from 'lucide-react';
import type { ReactElement } from 'react';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

interface ConfirmRestartProps {
  close: () => void;
  /** Shows the first step. */
  show: () => void;
}

export function ConfirmRestart({ close, show }: ConfirmRestartProps): ReactElement {
  const say = useSay();
  const restart = async (): Promise<void> => {
    close();
    await ask(api.guide.restart());
    show();
  };
  return (
    <Dialog
      title={say('guide:restartTitle')}
      size="small"
      isAlert
      onClose={close}
      actions={
        <>
          <Button data-autofocus onClick={close}>
            {say('window:cancel')}
          </Button>
          <Button kind="danger" icon={<RotateCcw size={15} />} onClick={() => void restart()}>
            {say('guide:restart')}
          </Button>
        </>
      }
    >
      <p>{say('guide:restartText')}</p>
      <p className="guide-closing-kept">{say('guide:restartKeeps')}</p>
    </Dialog>
  );
}
