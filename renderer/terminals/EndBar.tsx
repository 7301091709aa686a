// Below a terminal whose shell ended, or that has none: what happened, and a new one.
import { RotateCcw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { TerminalExit } from '../../preload/contract';
import { useSay } from '../i18n';
import { Button } from '../ui/Button';

interface EndBarProps {
  /** Undefined where there was no shell yet. */
  exit: TerminalExit | undefined;
  onRenew: () => Promise<void>;
}

export function EndBar({ exit, onRenew }: EndBarProps): ReactElement {
  const say = useSay();
  const [isOpening, setIsOpening] = useState(false);
  const renew = async (): Promise<void> => {
    setIsOpening(true);
    await onRenew();
    setIsOpening(false);
  };
  const sentence = (): string => {
    if (!exit) return say('panes:noShell');
    if (exit.kind === 'lost') return say('panes:lost', { why: exit.why });
    if (exit.exitStatus === undefined) return say('panes:exited');
    return say('panes:exitedWith', { status: exit.exitStatus });
  };
  return (
    <div className="panes-end" role="status">
      <span>{sentence()}</span>
      <Button
        size="small"
        icon={<RotateCcw size={13} aria-hidden />}
        disabled={isOpening}
        onClick={() => void renew()}
      >
        {say('panes:renew')}
      </Button>
    </div>
  );
}
