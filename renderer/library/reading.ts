// Reads the list of labs anew when the library is opened: files come and go meanwhile.
import { useEffect, useState } from 'react';
import type { Told } from '../../preload/contract';
import { api } from '../api';
import { useLibrary } from '../stores/app';

export interface Reading {
  isOver: boolean;
  failure: Told | undefined;
  again: () => void;
}

export function useFreshList(): Reading {
  const [times, setTimes] = useState(1);
  const [isOver, setOver] = useState(false);
  const [failure, setFailure] = useState<Told>();
  useEffect(() => {
    let isWanted = true;
    setOver(false);
    void api.library.list().then((answer) => {
      if (answer.ok) useLibrary.setState({ cards: answer.value });
      if (!isWanted) return;
      setFailure(answer.ok ? undefined : answer.failure);
      setOver(true);
    });
    return () => {
      isWanted = false;
    };
  }, [times]);
  return { isOver, failure, again: () => setTimes(times + 1) };
}
