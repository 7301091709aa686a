// The drawing of the visualizer image, fed from the cluster's state and with the window's words and colours.
import '../../assets/images/visualizer/files/srv/www/drawing.css';
import './drawing-compact.css';
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { draw, render } from '../../assets/images/visualizer/files/srv/www/drawing.js';
import type { ClusterState } from '../../preload/contract';
import { useSay } from '../i18n';
import { type Door, doorAt, hangDoors } from './doors';
import { drawnState } from './drawn-state';
import { drawingWords } from './words';

/** Milliseconds between two drawings of one state: failures fade by the clock. */
const fading = 5_000;

interface DrawingProps {
  state: ClusterState;
  /** The task whose logs are shown. */
  open: string | undefined;
  onDoor: (door: Door) => void;
}

export function Drawing({ state, open, onDoor }: DrawingProps): ReactElement {
  const say = useSay();
  const now = useNow(state);
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!root.current) return;
    render(draw(drawnState(state, now)), root.current, drawingWords(say));
    hangDoors(root.current, open, say);
  });
  return (
    <div
      ref={root}
      className="map-drawing"
      onClick={({ target }) => {
        const door = doorAt(target);
        if (door) onDoor(door);
      }}
    />
  );
}

/** The time: of a new state, and every few seconds. */
function useNow(state: ClusterState): number {
  const [ticked, setTicked] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTicked(Date.now()), fading);
    return () => clearInterval(timer);
  }, []);
  return Math.max(ticked, state.readAt);
}
