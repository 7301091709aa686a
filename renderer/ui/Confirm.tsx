// Before something is done that cannot be taken back: what happens, what stays, and the way out.
import './confirm.css';
import type { ReactElement, ReactNode } from 'react';
import { useSay } from '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';

interface ConfirmProps {
  title: string;
  /** The button's word. */
  action: string;
  icon: ReactNode;
  /** `danger` where work of the learner's is lost. */
  tone?: 'danger' | 'primary';
  /** What stays as it is. */
  kept?: string;
  act: () => void;
  close: () => void;
  /** What happens. */
  children: ReactNode;
}

export function Confirm({
  title,
  action,
  icon,
  tone = 'danger',
  kept,
  act,
  close,
  children,
}: ConfirmProps): ReactElement {
  const say = useSay();
  return (
    <Dialog
      title={title}
      size="small"
      isAlert
      onClose={close}
      actions={
        <>
          <Button data-autofocus onClick={close}>
            {say('window:cancel')}
          </Button>
          <Button
            kind={tone}
            icon={icon}
            onClick={() => {
              close();
              act();
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
      {kept !== undefined && <p className="confirm-kept">{kept}</p>}
    </Dialog>
  );
}
