// The bar on top: which lab, how it stands, and what can be done with it.
import './topbar.css';
import { Keyboard, Library, Play, RotateCcw, Settings, Square, Stethoscope } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Dialog } from '../stores/view';
import { useSay } from '../i18n';
import { useCluster, useLab } from '../stores/app';
import { openDialog, showLibrary, useView } from '../stores/view';
import { Button } from '../ui/Button';
import { askReset, askStop, hasLab, startLab } from './lab/lab-actions';
import { Logo } from './Logo';
import { StatePill } from './lab/StatePill';

export function TopBar(): ReactElement {
  const title = useLab(({ lab }) => lab.title);
  // A page has nothing to start; what another lab left running can still be stopped.
  const hasTerminals = useLab(({ lab }) => lab.terminals > 0);
  const isRunnable = useCluster((cluster) => cluster.phase.kind !== 'down') || hasTerminals;
  return (
    <header className="topbar">
      <span className="topbar-brand">
        <Logo size={26} />
        Essaim
      </span>
      <p className="topbar-title" title={title}>
        {title}
      </p>
      {isRunnable && (
        <>
          <StatePill />
          <LabControls />
        </>
      )}
      <LibraryButton />
      <WindowControls />
    </header>
  );
}

function LibraryButton(): ReactElement {
  const say = useSay();
  const isOpen = useView((view) => view.isLibrary);
  return (
    <Button
      size="small"
      aria-pressed={isOpen}
      icon={<Library size={15} />}
      onClick={() => showLibrary(!isOpen)}
    >
      {say('library:title')}
    </Button>
  );
}

function LabControls(): ReactElement {
  const say = useSay();
  const phase = useCluster((cluster) => cluster.phase);
  return (
    <div className="topbar-group">
      {phase.kind === 'down' && (
        <Button size="small" icon={<Play size={14} />} onClick={startLab}>
          {say('window:start')}
        </Button>
      )}
      {hasLab(phase) && (
        <>
          <Button size="small" icon={<RotateCcw size={14} />} onClick={askReset}>
            {say('window:reset')}
          </Button>
          <Button size="small" icon={<Square size={13} />} onClick={askStop}>
            {say('window:stop')}
          </Button>
        </>
      )}
    </div>
  );
}

const dialogs = [
  { dialog: 'shortcuts', icon: Keyboard },
  { dialog: 'diagnostics', icon: Stethoscope },
  { dialog: 'settings', icon: Settings },
] as const satisfies { dialog: Dialog; icon: typeof Settings }[];

function WindowControls(): ReactElement {
  const say = useSay();
  return (
    <div className="topbar-group topbar-window">
      {dialogs.map(({ dialog, icon: Icon }) => (
        <Button
          key={dialog}
          kind="quiet"
          label={say(`window:${dialog}`)}
          icon={<Icon size={18} />}
          onClick={() => openDialog(dialog)}
        />
      ))}
    </div>
  );
}
