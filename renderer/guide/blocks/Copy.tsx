// Copies a text, and says for a moment that it did.
import { Check, Copy as CopyIcon } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { Button } from '../../ui/Button';

/** Milliseconds for which the tick stays. */
const shown = 2000;

/** `text` gives what is copied; undefined where there is none, which has been said then. */
export function Copy({ text }: { text: () => Promise<string | undefined> }): ReactElement {
  const say = useSay();
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (at === 0) return;
    const timer = setTimeout(() => setAt(0), shown);
    return () => clearTimeout(timer);
  }, [at]);
  const copy = async (): Promise<void> => {
    const copied = await text();
    if (copied === undefined) return;
    await ask(api.app.copy(copied));
    setAt(Date.now());
  };
  return (
    <>
      <Button
        kind="quiet"
        size="small"
        label={say(at ? 'guide:copied' : 'guide:copy')}
        icon={at ? <Check size={15} /> : <CopyIcon size={15} />}
        onClick={() => void copy()}
      />
      <span className="visually-hidden" role="status">
        {at ? say('guide:copied') : ''}
      </span>
    </>
  );
}
