// Whether the closing page is shown, and of which lab: kept by the window, so that it survives being loaded anew.
import { create } from 'zustand';
import { useLab } from '../../stores/app';

const key = 'essaim.closing';

const useShown = create<{ lab: string | undefined }>(() => ({
  lab: sessionStorage.getItem(key) ?? undefined,
}));

/** Another lab's closing page is none of this one's. */
export function useIsClosing(): boolean {
  const id = useLab(({ lab }) => lab.id);
  return useShown(({ lab }) => lab === id);
}

export function showClosing(isShown: boolean): void {
  const lab = isShown ? useLab.getState().lab.id : undefined;
  if (lab === undefined) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, lab);
  useShown.setState({ lab });
}
