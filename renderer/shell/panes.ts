// The sizes of the window's panes, remembered in the settings.
import { api } from '../api';
import { ask } from '../actions';
import { useSettings } from '../stores/app';

/** Milliseconds of rest before sizes are written: a key that is held moves a separator 30 times a second. */
const rest = 400;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Percent of a split's panes, by its name; undefined where none were remembered, or for another number of panes. */
export function paneSizes(split: string, count: number): number[] | undefined {
  const sizes = useSettings.getState().panes[split];
  return sizes?.length === count ? sizes : undefined;
}

/** Remembers percents of a split's panes. */
export function rememberPanes(split: string, sizes: number[]): void {
  // At once in the mirror, so that two splits that move together do not forget each other.
  const panes = { ...useSettings.getState().panes, [split]: sizes.map((size) => Math.round(size * 10) / 10) };
  useSettings.setState({ panes });
  clearTimeout(timer);
  timer = setTimeout(() => void ask(api.settings.change({ panes: useSettings.getState().panes })), rest);
}
