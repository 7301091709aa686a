// What a block types in fact: its own text, or the join command with the running swarm's own token.
import { useEffect, useState } from 'react';
import { api } from '../../api';
import { useCluster } from '../../stores/app';
import type { RunnableBlock } from '../steps/runnable';

interface TypedText {
  text: string;
  /** Whether the token in it is the lab's example; undefined where there is none. */
  isExample: boolean | undefined;
}

export function useTypedText(block: RunnableBlock): TypedText {
  const isJoin = block.kind === 'code' && block.runs.command.kind === 'swarm-join';
  // Another swarm has another manager, by its id.
  const manager = useCluster(({ state }) => state?.nodes.find(({ manages }) => manages)?.member?.id);
  const [typed, setTyped] = useState<string>();
  const { line, code } = block;
  useEffect(() => {
    setTyped(undefined);
    if (!isJoin || manager === undefined) return;
    let isWanted = true;
    void api.guide.text(line).then((answer) => {
      // Refused, or given back as it was, the example stays, and says that it is one.
      if (isWanted && answer.ok && answer.value !== '' && answer.value !== code) setTyped(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [isJoin, manager, line, code]);
  return { text: typed ?? code, isExample: isJoin ? typed === undefined : undefined };
}
