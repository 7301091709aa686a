// Runs a block: the terminals it goes to show themselves, the keyboard stays where it is.
import { ask } from '../../actions';
import { api } from '../../api';
import { useCluster } from '../../stores/app';
import { flashTerminals } from '../../stores/view';
import { type RunnableBlock, terminalsOf } from '../steps/runnable';

export function runBlock(block: RunnableBlock): void {
  const { phase, state } = useCluster.getState();
  if (phase.kind !== 'up') return;
  flashTerminals(terminalsOf(block, state));
  void ask(api.guide.run(block.line));
}
