// Asks for the address of a post or a zip, and says what is wrong with it before anything is fetched.
import './dialogs.css';
import { type ReactElement, type SubmitEvent, useId, useState } from 'react';
import { useSay } from '../../i18n';
import { openDialog } from '../../stores/view';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { judgeAddress } from '../address';
import { openLab } from '../open';

export function OpenAddress(): ReactElement {
  const say = useSay();
  const id = useId();
  const [typed, setTyped] = useState('');
  // Not while it is being typed: it is wrong until its last letter.
  const [isTold, setTold] = useState(false);
  const judged = judgeAddress(typed);
  const isBad = isTold && judged.kind === 'bad';
  const close = (): void => openDialog(undefined);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTold(true);
    if (judged.kind === 'bad') return;
    close();
    void openLab(judged.url);
  };
  return (
    <Dialog
      title={say('library:addressTitle')}
      size="small"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{say('window:cancel')}</Button>
          <Button kind="primary" type="submit" form={id}>
            {say('library:open')}
          </Button>
        </>
      }
    >
      <form id={id} className="address" noValidate onSubmit={submit}>
        <label htmlFor={`${id}-field`}>{say('library:addressLabel')}</label>
        <input
          id={`${id}-field`}
          type="url"
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          placeholder="https://"
          value={typed}
          aria-invalid={isBad}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setTold(false);
          }}
        />
        <p id={`${id}-note`} className="address-note" data-bad={isBad || undefined} role="status">
          {isBad ? say(judged.why) : say('library:addressNote')}
        </p>
      </form>
    </Dialog>
  );
}
