// The bar on top: which lab, how it stands, and what can be done with it.
import './topbar.css';
import { Keyboard, Play, RotateCcw, Settings, Square, Stethoscope } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Dialog } from '../stores/view';
import { useSay } from '../i18n';
import { useCluster, useLab } from '../stores/app';
import { openDialog } from '../stores/view';
import { Button } from '../ui/Button';
import { askReset, askStop, hasLab, startLab } from './lab/lab-actions';
import { Logo } from './Logo';
import { StatePill } from './lab/StatePill';

export function TopBar(): ReactElement {
  const title = useLab(({ lab }) => lab.title);
  return (
    <header className="topbar">
      <span className="topbar-brand">
        <Logo size={26} />
        Essaim
      </span>
      <p className="topbar-title" title={title}>
        {title}
      </p>
      <StatePill />
      <LabControls />
      <WindowControls />
    </header>
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
