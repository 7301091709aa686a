// Which help a step has to give next.
import type { Progress, Sidecar, Step } from '../../../preload/contract';
import { isRunnable } from '../steps/runnable';

type StepSidecar = Sidecar['steps'][string];

/**
 * Hints first; then the solution, the step's own commands where the sidecar has none. A step without hints whose
 * commands stand above anyway has nothing to give away.
 */
export function nextHelp(
  step: Step,
  sidecar: Pick<StepSidecar, 'hints' | 'solution'> | undefined,
  { hints, solutions }: Pick<Progress, 'hints' | 'solutions'>,
): 'hint' | 'solution' | undefined {
  const all = sidecar?.hints.length ?? 0;
  if ((hints[step.id] ?? 0) < all) return 'hint';
  if (solutions.includes(step.id)) return undefined;
  const hasOwn = (sidecar?.solution.length ?? 0) > 0;
  return hasOwn || (all > 0 && step.blocks.some(isRunnable)) ? 'solution' : undefined;
}
