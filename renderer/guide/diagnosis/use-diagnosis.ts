// What is wrong with a step: asked for by the learner, kept until they ask again or turn the page.
import { useEffect, useState } from 'react';
import type { Diagnosis } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useTravel } from '../../stores/app';

interface Diagnosing {
  diagnosis: Diagnosis | undefined;
  isLooking: boolean;
  look: () => void;
  close: () => void;
}

export function useDiagnosis(step: string): Diagnosing {
  const [diagnosis, setDiagnosis] = useState<Diagnosis>();
  const [isLooking, setLooking] = useState(false);
  const isUnderWay = useTravel(({ travel }) => travel.kind === 'under-way');
  useEffect(() => {
    // The cluster is made another: what was found in it no longer holds.
    if (isUnderWay) setDiagnosis(undefined);
  }, [isUnderWay]);
  const look = async (): Promise<void> => {
    setLooking(true);
    setDiagnosis(await ask(api.guide.diagnose(step)));
    setLooking(false);
  };
  return {
    diagnosis,
    isLooking,
    look: () => void look(),
    close: () => setDiagnosis(undefined),
  };
}
