// How the terminals share their place: a setting that the area itself changes.
import { ask } from '../actions';
import { api } from '../api';

export const layouts = ['rows', 'columns', 'one'] as const;
type Layout = (typeof layouts)[number];

export function setLayout(terminalLayout: Layout): void {
  void ask(api.settings.change({ terminalLayout }));
}
