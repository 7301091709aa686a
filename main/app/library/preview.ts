// The preview for authors: the lab's files are read anew whenever they are saved; what is wrong with them is said.
import type { Preview } from '../../../preload/contract';
import { messageOf } from '../../failure/failure';
import { followLab } from '../../labs/follow';
import type { Lab } from '../../labs/lab';
import type { Log } from '../../log/log';
import type { Tell } from '../ipc';
import { toldOf } from '../told';
import type { Opened } from './shelf';

interface PreviewOptions {
  /** The lab as it is on disk now. */
  read: () => Promise<Opened>;
  onRead: (opened: Opened) => Promise<void>;
  tell: Tell;
  log: Log;
}

export interface LabPreview {
  state(): Preview;
  start(lab: Lab): void;
  stop(): void;
}

export function createPreview({ read, onRead, tell, log }: PreviewOptions): LabPreview {
  let state: Preview = { kind: 'off' };
  let unfollow: (() => void) | undefined;
  /** Counts what was begun: an answer that comes late is about files of before. */
  let round = 0;
  const set = (next: Preview): void => {
    state = next;
    tell('library', 'preview', next);
  };
  const readAnew = async (): Promise<void> => {
    const mine = (round += 1);
    try {
      const opened = await read();
      if (mine !== round) return;
      await onRead(opened);
      set({ kind: 'following', readAt: Date.now(), failure: undefined });
    } catch (error) {
      if (mine !== round) return;
      log.info({ error: messageOf(error) }, 'the lab as it was saved cannot be shown');
      set({ kind: 'following', readAt: Date.now(), failure: toldOf(error) });
    }
  };
  const stop = (): void => {
    round += 1;
    unfollow?.();
    unfollow = undefined;
    if (state.kind !== 'off') set({ kind: 'off' });
  };
  return {
    state: () => state,
    stop,
    start: (lab) => {
      stop();
      unfollow = followLab(lab, () => void readAnew());
      set({ kind: 'following', readAt: Date.now(), failure: undefined });
    },
  };
}
