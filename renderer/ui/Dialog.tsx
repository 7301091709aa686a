// The window's one dialog: modal, closed by Escape, its button or a click beside it; focus goes back where it was.
import './dialog.css';
import { X } from 'lucide-react';
import { type ReactElement, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useSay } from '../i18n';
import { Button } from './Button';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** Buttons at its lower edge. */
  actions?: ReactNode;
  size?: 'small' | 'usual' | 'large';
  /** An alert dialog wants an answer. */
  isAlert?: boolean;
  children: ReactNode;
}

/** Open as long as it is rendered. What bears `data-autofocus` in it gets the focus. */
export function Dialog({
  title,
  onClose,
  actions,
  size = 'usual',
  isAlert = false,
  children,
}: DialogProps): ReactElement {
  const say = useSay();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // In the layout's effect: closing gives the focus back only while the dialog is still in the page.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-size={size}
      role={isAlert ? 'alertdialog' : 'dialog'}
      aria-labelledby={id}
      onCancel={onClose}
      onPointerDown={(event) => {
        // The dialog's own box is filled by what it holds: what hits the element itself is its backdrop.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="dialog-box">
        <header className="dialog-head">
          <h2 id={id}>{title}</h2>
          <Button kind="quiet" label={say('window:close')} icon={<X size={18} />} onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {actions && <footer className="dialog-foot">{actions}</footer>}
      </div>
    </dialog>
  );
}
