// Ways through the lab: to any step, one on, one back; after the last step comes the closing page.
import { useMemo } from 'react';
import { ask } from '../../actions';
import { api } from '../../api';
import { showClosing } from '../closing/shown';
import type { StepView } from './views';

export interface Go {
  show: (step: string) => void;
  /** Undefined where there is nothing before, or behind. */
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

export function useGo(views: StepView[], current: StepView | undefined, isClosing: boolean): Go {
  return useMemo(() => {
    const show = (step: string): void => {
      showClosing(false);
      void ask(api.guide.show(step));
    };
    const to = (number: number): (() => void) | undefined => {
      const target = views.find((view) => view.number === number);
      return target && (() => show(target.step.id));
    };
    const here = current?.number ?? 1;
    if (isClosing) return { show, previous: () => showClosing(false), next: undefined };
    return { show, previous: to(here - 1), next: to(here + 1) ?? (() => showClosing(true)) };
  }, [views, current, isClosing]);
}
