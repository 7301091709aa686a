// The settings: each takes effect as it is chosen.
import './settings.css';
import type { ReactElement, ReactNode } from 'react';
import { useSay } from '../i18n';
import { useCluster, useSettings } from '../stores/app';
import { openDialog } from '../stores/view';
import { Dialog } from '../ui/Dialog';
import { Choices, Field, Switch } from '../ui/Field';
import { change } from './change';
import { FontSize } from './FontSize';
import { NodeMemory } from './NodeMemory';

export function SettingsDialog(): ReactElement {
  const say = useSay();
  return (
    <Dialog title={say('window:settings')} onClose={() => openDialog(undefined)}>
      <EngineSettings />
      <LookSettings />
      <TerminalSettings />
      <QuitSettings />
    </Dialog>
  );
}

function Section({
  title,
  note,
  children,
}: {
  title: string;
  note?: string;
  children: ReactNode;
}): ReactElement {
  return (
    <section className="settings-section">
      <h3>{title}</h3>
      {note && <p className="settings-note">{note}</p>}
      {children}
    </section>
  );
}

function EngineSettings(): ReactElement {
  const say = useSay();
  const engine = useSettings((settings) => settings.engine);
  const isDown = useCluster((cluster) => cluster.phase.kind === 'down');
  return (
    <Section title={say('window:sectionLab')} {...(!isDown && { note: say('window:nextStart') })}>
      <Field label={say('window:engineSetting')} isWide>
        {(ids) => (
          <Choices
            {...ids}
            value={engine}
            onChange={(engine) => change({ engine })}
            choices={[
              { value: 'auto', label: say('window:engineAuto'), note: say('window:engineAutoNote') },
              {
                value: 'docker',
                label: say('window:engineOfMachine'),
                note: say('window:engineOfMachineNote'),
              },
              { value: 'embedded', label: say('window:engineOurs'), note: say('window:engineOursNote') },
            ]}
          />
        )}
      </Field>
      <NodeMemory />
    </Section>
  );
}

function LookSettings(): ReactElement {
  const say = useSay();
  const language = useSettings((settings) => settings.language);
  const theme = useSettings((settings) => settings.theme);
  return (
    <Section title={say('window:sectionLook')}>
      <Field label={say('window:language')}>
        {(ids) => (
          <Choices
            {...ids}
            value={language}
            onChange={(language) => change({ language })}
            choices={[
              { value: 'auto', label: say('window:asSystem') },
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
          />
        )}
      </Field>
      <Field label={say('window:theme')}>
        {(ids) => (
          <Choices
            {...ids}
            value={theme}
            onChange={(theme) => change({ theme })}
            choices={[
              { value: 'system', label: say('window:asSystem') },
              { value: 'light', label: say('window:light') },
              { value: 'dark', label: say('window:dark') },
            ]}
          />
        )}
      </Field>
      <FontSize of="guide" />
    </Section>
  );
}

function TerminalSettings(): ReactElement {
  const say = useSay();
  const { terminalLayout, hostShell, screenReader } = useSettings();
  return (
    <Section title={say('window:terminals')}>
      <Field label={say('window:layout')}>
        {(ids) => (
          <Choices
            {...ids}
            value={terminalLayout}
            onChange={(terminalLayout) => change({ terminalLayout })}
            choices={[
              { value: 'rows', label: say('window:layoutRows') },
              { value: 'columns', label: say('window:layoutColumns') },
              { value: 'one', label: say('window:layoutOne') },
            ]}
          />
        )}
      </Field>
      <FontSize of="terminal" />
      <Field label={say('window:hostShell')} note={say('window:hostShellNote')}>
        {(ids) => <Switch {...ids} value={hostShell} onChange={(hostShell) => change({ hostShell })} />}
      </Field>
      <Field label={say('window:screenReader')} note={say('window:screenReaderNote')}>
        {(ids) => (
          <Switch {...ids} value={screenReader} onChange={(screenReader) => change({ screenReader })} />
        )}
      </Field>
    </Section>
  );
}

function QuitSettings(): ReactElement {
  const say = useSay();
  const onQuit = useSettings((settings) => settings.onQuit);
  return (
    <Section title={say('window:sectionQuit')}>
      <Field label={say('window:onQuit')} isWide>
        {(ids) => (
          <Choices
            {...ids}
            value={onQuit}
            onChange={(onQuit) => change({ onQuit })}
            choices={[
              { value: 'keep', label: say('window:quitKeep'), note: say('window:quitKeepNote') },
              { value: 'remove', label: say('window:quitRemove'), note: say('window:quitRemoveNote') },
            ]}
          />
        )}
      </Field>
    </Section>
  );
}
