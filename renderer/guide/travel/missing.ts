// What a step builds on and the cluster does not have: asked when the step is opened, and when the nodes have changed.
import { useEffect, useState } from 'react';
import type { Fault, Step } from '../../../preload/contract';
import { api } from '../../api';
import { useCluster, useTravel } from '../../stores/app';
import type { StepView } from '../steps/views';
import { acts, missingBefore, openBefore } from './standing';

/** Earlier steps whose result is missing; none while nobody can tell. */
export function useMissing(views: StepView[], view: StepView): Step[] {
  const isUp = useCluster(({ phase }) => phase.kind === 'up');
  const travel = useTravel((store) => store.travel.kind);
  const [faults, setFaults] = useState<Fault[] | 'unknown'>();
  const { id } = view.step;
  const isAsked = isUp && travel !== 'under-way' && acts(view) && view.number > 1;
  useEffect(() => {
    setFaults(undefined);
    if (!isAsked) return;
    let isWanted = true;
    // Nobody asked for it, so a refusal is no news: the progress answers then.
    void api.guide.diagnose(id).then((answer) => {
      if (isWanted) setFaults(answer.ok ? answer.value.faults : 'unknown');
    });
    return () => {
      isWanted = false;
    };
  }, [id, isAsked]);
  if (!isAsked || faults === undefined) return [];
  return faults === 'unknown' ? openBefore(views, view) : missingBefore(views, view, faults);
}
