// Sets out to a step: what main is asked for, by the purpose of the way.
import type { Travel } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { showClosing } from '../closing/shown';

export type Purpose = Extract<Travel, { step: string }>['purpose'];

const verbs = {
  go: (step) => api.guide.goTo(step),
  redo: (step) => api.guide.redo(step),
  solve: (step) => api.guide.solve(step),
} satisfies Record<Purpose, (step: string) => ReturnType<typeof api.guide.goTo>>;

export function setOut(step: string, purpose: Purpose): void {
  showClosing(false);
  void ask(verbs[purpose](step));
}
