// Runs a block: the terminals it goes to show themselves, the keyboard stays where it is.
import { ask } from '../../actions';
import { api } from '../../api';
import { useCluster, useTravel } from '../../stores/app';
import { flashTerminals } from '../../stores/view';
import { type RunnableBlock, terminalsOf } from '../steps/runnable';
import { blockedReason } from './blocked';

export function runBlock(block: RunnableBlock): void {
  const { phase, state } = useCluster.getState();
  if (blockedReason(phase, useTravel.getState().travel)) return;
  flashTerminals(terminalsOf(block, state));
  void ask(api.guide.run(block.line));
}
