// Opens a lab in this window, from a card, a dialog, the menu or a drop; asks about the nodes where there are any.
import { create } from 'zustand';
import { ask, did } from '../actions';
import { api } from '../api';
import { hasLab } from '../shell/lab/lab-actions';
import { useCluster, useLibrary } from '../stores/app';
import { openDialog, showLibrary } from '../stores/view';

interface Opening {
  /** What is asked about, in the dialog `confirm-open`. */
  asked: string | undefined;
  /** What is being opened: an address takes a while. */
  underWay: string | undefined;
}

export const useOpening = create<Opening>(() => ({ asked: undefined, underWay: undefined }));

/** `source` as in a card. */
export async function openLab(source: string): Promise<void> {
  const card = useLibrary.getState().cards.find((each) => each.source === source);
  if (card?.isOpen && !card.failure) {
    showLibrary(false);
    return;
  }
  if (hasLab(useCluster.getState().phase) && card?.terminals !== 0) {
    useOpening.setState({ asked: source });
    openDialog('confirm-open');
    return;
  }
  await openWith(source, 'keep');
}

/** Opens it, whatever becomes of the nodes; the lab takes the library's place once it is open. */
export async function openWith(source: string, nodes: 'keep' | 'new'): Promise<void> {
  useOpening.setState({ underWay: source });
  const isOpen = await did(api.library.open(source, nodes));
  useOpening.setState({ underWay: undefined });
  if (isOpen) showLibrary(false);
}

/** Asks for a post, a zip or a folder in the system's dialog, and opens it. */
export async function chooseLab(kind: 'file' | 'folder'): Promise<void> {
  const path = await ask(api.library.choose(kind));
  if (path !== undefined) await openLab(path);
}

/** Somebody started Essaim again, with a lab: it opens in this window. */
export function openWhatIsAsked(): void {
  api.on('library', 'asked', (source) => void openLab(source));
}
