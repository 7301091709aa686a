// What can be done with the lab as a whole, from buttons, keys and menus alike.
import type { Phase } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useCluster } from '../../stores/app';
import { openDialog } from '../../stores/view';

/** Whether there is a lab that can be stopped or reset. */
export function hasLab({ kind }: Phase): boolean {
  return kind === 'up' || kind === 'lost';
}

export function startLab(): void {
  if (useCluster.getState().phase.kind === 'down') void ask(api.cluster.start());
}

export function askReset(): void {
  if (hasLab(useCluster.getState().phase)) openDialog('confirm-reset');
}

export function askStop(): void {
  if (hasLab(useCluster.getState().phase)) openDialog('confirm-stop');
}
