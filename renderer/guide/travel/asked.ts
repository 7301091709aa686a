// A way that was asked for, anywhere in the guide, and is to be confirmed.
import { create } from 'zustand';

interface Asked {
  /** Id of the step. */
  step: string;
  purpose: 'go' | 'redo';
}

export const useAsked = create<{ asked: Asked | undefined }>(() => ({ asked: undefined }));

export function askToTravel(step: string, purpose: Asked['purpose']): void {
  useAsked.setState({ asked: { step, purpose } });
}
