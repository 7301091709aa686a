// What is done on the way, stop by stop; the one that is under way stays in sight.
import { Check, Circle, LoaderCircle, X } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { TravelStop } from '../../../preload/contract';
import { useSay } from '../../i18n';

export function Stops({ stops }: { stops: TravelStop[] }): ReactElement {
  const list = useRef<HTMLOListElement>(null);
  const running = stops.findLastIndex(({ state }) => state === 'running' || state === 'failed');
  useEffect(() => {
    list.current?.children[running]?.scrollIntoView({ block: 'nearest' });
  }, [running]);
  return (
    <ol ref={list} className="travel-stops">
      {stops.map((stop, index) => (
        <Stop key={index} stop={stop} />
      ))}
    </ol>
  );
}

const marks = {
  waiting: { icon: Circle, text: 'travel:windowStopWaiting' },
  running: { icon: LoaderCircle, text: 'window:stepRunning' },
  done: { icon: Check, text: 'window:stepDone' },
  failed: { icon: X, text: 'window:stepFailed' },
} as const;

function Stop({ stop: { text, values, node, command, state } }: { stop: TravelStop }): ReactElement {
  const say = useSay();
  const { icon: Icon, text: mark } = marks[state];
  return (
    <li className="travel-stop" data-state={state}>
      <Icon size={15} role="img" aria-label={say(mark)} />
      <div>
        <p>
          {say(text, values)}
          {node !== undefined && <span className="travel-node">{node}</span>}
        </p>
        {command !== undefined && <code>{command}</code>}
      </div>
    </li>
  );
}
