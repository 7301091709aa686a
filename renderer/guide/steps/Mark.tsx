// A step's state as a sign that needs no colour to be told from the others: empty, dotted, half full, ticked.
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import type { StepState } from './views';

export function Mark({ state, isCurrent }: { state: StepState; isCurrent: boolean }): ReactElement {
  return (
    <span className="guide-step-mark" data-state={state} data-current={isCurrent || undefined} aria-hidden>
      {state === 'done' && <Check size={11} strokeWidth={3.5} />}
    </span>
  );
}
