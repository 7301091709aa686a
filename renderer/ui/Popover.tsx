// A button that unfolds a small panel below it; a click elsewhere or Escape folds it away.
import './popover.css';
import { type ReactElement, type ReactNode, useId, useRef, useState } from 'react';

interface PopoverProps {
  /** The button's look. */
  className: string;
  /** What the button shows. */
  face: ReactNode;
  /** Says what unfolds, on top of what the button shows. */
  title: string;
  children: ReactNode;
}

/** CSS pixels between button and panel. */
const gap = 12;

export function Popover({ className, face, title, children }: PopoverProps): ReactElement {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState({ top: 0, left: 0 });
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        title={title}
        onClick={() => {
          const { bottom, left } = button.current?.getBoundingClientRect() ?? { bottom: 0, left: 0 };
          setPlace({ top: bottom + gap, left });
        }}
      >
        {face}
      </button>
      <div id={id} popover="auto" className="popover" role="group" aria-label={title} style={place}>
        {children}
      </div>
    </>
  );
}
