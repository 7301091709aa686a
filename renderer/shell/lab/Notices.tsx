// What the window says across itself: the call that failed last, what an accident left, the lab that went away.
import { Sparkles, X } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Leftover, Text, Told } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useCluster } from '../../stores/app';
import { openDialog, useView } from '../../stores/view';
import { Button } from '../../ui/Button';
import { Cause } from '../../ui/Cause';
import { Notice } from '../../ui/Notice';

/** The last call that failed. */
export function Message(): ReactElement | null {
  const say = useSay();
  const message = useView((view) => view.message);
  if (!message) return null;
  const dismiss = (): void => useView.setState({ message: undefined });
  return (
    <Notice
      tone="bad"
      role="alert"
      actions={
        <>
          {message.kind === 'fault' && (
            <Button size="small" onClick={() => openDialog('diagnostics')}>
              {say('window:diagnostics')}
            </Button>
          )}
          <Dismiss label={say('window:dismiss')} onClick={dismiss} />
        </>
      }
    >
      {say(message.text, message.values)}
      <Cause text={message.cause} />
    </Notice>
  );
}

/** What an accident left on the engine, until it is removed or put off. */
export function Leftovers(): ReactElement | null {
  const say = useSay();
  const leftovers = useCluster((cluster) => cluster.leftovers);
  const [putOff, setPutOff] = useState<Leftover[]>();
  const [isCleaning, setCleaning] = useState(false);
  if (leftovers.length === 0 || leftovers === putOff) return null;
  const cleanUp = async (): Promise<void> => {
    setCleaning(true);
    await ask(api.cluster.cleanUp());
    setCleaning(false);
  };
  return (
    <Notice
      tone="plain"
      role="status"
      actions={
        <>
          <Button
            size="small"
            icon={<Sparkles size={14} />}
            disabled={isCleaning}
            onClick={() => void cleanUp()}
          >
            {say(isCleaning ? 'window:cleaning' : 'window:cleanUp')}
          </Button>
          <Dismiss label={say('window:later')} onClick={() => setPutOff(leftovers)} />
        </>
      }
    >
      {say('window:leftovers', { names: leftovers.map(({ name }) => name).join(', ') })}
      <Cause text={leftovers.flatMap(({ parts }) => [...new Set(parts)]).join('\n')} />
    </Notice>
  );
}

/** What of the learner's work did not come back, until they have read it. */
export function Note({ note }: { note: Text }): ReactElement | null {
  const say = useSay();
  const [read, setRead] = useState<Text>();
  if (read === note) return null;
  return (
    <Notice
      tone="plain"
      role="status"
      actions={<Dismiss label={say('window:dismiss')} onClick={() => setRead(note)} />}
    >
      {say(note.text, note.values)}
    </Notice>
  );
}

/** Over the terminals while the lab is looked for. */
export function Lost({ failure }: { failure: Told }): ReactElement {
  const say = useSay();
  return (
    <Notice tone="bad" role="alert">
      <strong>{say('window:lostTitle')}</strong> {say(failure.text, failure.values)} {say('window:lostText')}
      <Cause text={failure.cause} />
    </Notice>
  );
}

function Dismiss({ label, onClick }: { label: string; onClick: () => void }): ReactElement {
  return <Button kind="quiet" size="small" label={label} icon={<X size={16} />} onClick={onClick} />;
}
