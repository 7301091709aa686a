// A small button of the terminals' bars: an icon, whose name is read out and shown.
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';

interface IconButtonProps {
  icon: LucideIcon;
  label: string;
  /** Of a button that stays down. */
  isPressed?: boolean;
  onClick: () => void;
}

/** CSS pixels of the icon. */
const side = 15;

export function IconButton({ icon: Icon, label, isPressed, onClick }: IconButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="panes-icon"
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      onClick={onClick}
    >
      <Icon size={side} aria-hidden />
    </button>
  );
}
