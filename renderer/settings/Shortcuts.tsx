// Every key of the window, from the table that the keyboard's handler reads.
import './settings.css';
import { Fragment, type ReactElement } from 'react';
import { useSay } from '../i18n';
import { type Keys, shortcuts, terminalKeys } from '../shell/shortcuts';
import { useFacts, useLab } from '../stores/app';
import { openDialog } from '../stores/view';
import { Dialog } from '../ui/Dialog';

const groups = ['guide', 'terminals', 'window'] as const;

export function Shortcuts(): ReactElement {
  const say = useSay();
  const terminals = useLab(({ lab }) => lab.terminals);
  return (
    <Dialog title={say('window:shortcuts')} size="large" onClose={() => openDialog(undefined)}>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group}>
            <h3>{say(`window:${group}`)}</h3>
            <dl>
              {shortcuts
                .filter((shortcut) => shortcut.group === group && (shortcut.terminal ?? 0) <= terminals)
                .map(({ id, keys, text, values }) => (
                  <Row key={id} keys={keys} text={say(text, values)} />
                ))}
              {group === 'terminals' &&
                terminalKeys.map(({ keys, text }) => <Row key={text} keys={keys} text={say(text)} />)}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Row({ keys, text }: { keys: Keys[]; text: string }): ReactElement {
  const say = useSay();
  return (
    <div className="shortcuts-row">
      <dt>{text}</dt>
      <dd>
        {keys.map((each, index) => (
          <Fragment key={index}>
            {index > 0 && <span className="shortcuts-or">{say('window:keyOr')}</span>}
            <Combination keys={each} />
          </Fragment>
        ))}
      </dd>
    </div>
  );
}

function Combination({ keys: { control, shift, alt, key } }: { keys: Keys }): ReactElement {
  const say = useSay();
  const isMac = useFacts((facts) => facts.platform === 'darwin');
  const names: Record<string, string> = {
    ArrowRight: '→',
    ArrowLeft: '←',
    Enter: isMac ? '↩' : say('window:keyEnter'),
  };
  const parts = [
    control && (isMac ? '⌘' : 'Ctrl'),
    alt && (isMac ? '⌥' : 'Alt'),
    shift && (isMac ? '⇧' : say('window:keyShift')),
    names[key] ?? key.replace('Digit', '').toUpperCase(),
  ];
  return (
    <span className="shortcuts-keys">
      {parts
        .filter((part) => typeof part === 'string')
        .map((part) => (
          <kbd key={part}>{part}</kbd>
        ))}
    </span>
  );
}
