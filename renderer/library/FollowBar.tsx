// Above the guide of a lab that the learner opened: its file, whether it is followed as it is saved, and how it was read.
import './follow-bar.css';
import { FilePenLine } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { ask } from '../actions';
import { api } from '../api';
import { useLanguage, useSay } from '../i18n';
import { useLibrary } from '../stores/app';
import { Cause } from '../ui/Cause';
import { Switch } from '../ui/Field';
import { Notice } from '../ui/Notice';
import { fileNameOf, isFollowable } from './source';

export function FollowBar(): ReactElement | null {
  const say = useSay();
  const id = useId();
  const card = useLibrary(({ cards }) => cards.find(({ isOpen }) => isOpen));
  const preview = useLibrary((library) => library.preview);
  if (!card || !isFollowable(card)) return null;
  const isOn = preview.kind === 'following';
  const failure = isOn ? preview.failure : undefined;
  return (
    <>
      <div className="follow" data-on={isOn || undefined}>
        <FilePenLine size={15} aria-hidden />
        <span className="follow-file" title={card.source}>
          {fileNameOf(card.source)}
        </span>
        <span className="follow-read" role="status">
          {isOn && <ReadAt at={preview.readAt} />}
        </span>
        <label htmlFor={id}>{say('library:follow')}</label>
        <Switch
          id={id}
          aria-label={say('library:follow')}
          aria-describedby={undefined}
          value={isOn}
          onChange={(on) => void ask(api.library.follow(on))}
        />
      </div>
      {failure && (
        <Notice tone="bad" role="alert">
          {say('library:followFailed')} {say(failure.text, failure.values)}
          <Cause text={failure.cause} />
        </Notice>
      )}
    </>
  );
}

function ReadAt({ at }: { at: number }): ReactElement {
  const say = useSay();
  const time = new Intl.DateTimeFormat(useLanguage(), { timeStyle: 'medium' }).format(at);
  return <>{say('library:readAt', { time })}</>;
}
