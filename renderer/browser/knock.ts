// Asks until somebody answers on a node's port, while the learner looks at the tab.
import { api } from '../api';
import { useView } from '../stores/view';

/** Milliseconds between two questions. */
const pause = 1_000;

interface Knock {
  node: string;
  port: number;
  /** Whether it has just failed: the first question waits, too. */
  hasFailed: boolean;
}

/** `onAnswer` is told each answer; the first `true` is the last one. What it returns ends it. */
export function knock({ node, port, hasFailed }: Knock, onAnswer: (answers: boolean) => void): () => void {
  let isOver = false;
  const ask = async (): Promise<void> => {
    if (isSeen()) {
      const answer = await api.browser.answers(node, port);
      if (isOver) return;
      // A question that main refused is one that nobody answered.
      const answers = answer.ok && answer.value;
      onAnswer(answers);
      if (answers) return;
    }
    timer = setTimeout(() => void ask(), pause);
  };
  let timer = setTimeout(() => void ask(), hasFailed ? pause : 0);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

function isSeen(): boolean {
  return useView.getState().dock === 'browser' && document.visibilityState === 'visible';
}
