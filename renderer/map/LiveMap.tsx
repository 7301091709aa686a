// The live map: the swarm's drawing, and beside it the logs of the task that was opened.
import './map.css';
import { Network } from 'lucide-react';
import { type ReactElement, useRef, useState } from 'react';
import type { ClusterState, TaskState } from '../../preload/contract';
import { useSay } from '../i18n';
import { useCluster } from '../stores/app';
import { focusTerminal } from '../stores/view';
import type { Door } from './doors';
import { Drawing } from './Drawing';
import { TaskLogs } from './TaskLogs';

export function LiveMap(): ReactElement {
  const say = useSay();
  const state = useCluster((cluster) => cluster.state);
  if (state) return <OpenMap state={state} />;
  return (
    <div className="map-empty">
      <Network size={28} aria-hidden />
      <p>{say('map:noCluster')}</p>
    </div>
  );
}

function OpenMap({ state }: { state: ClusterState }): ReactElement {
  const say = useSay();
  // As it was when it was last seen: the logs of a task that is gone stay open.
  const [opened, setOpened] = useState<TaskState>();
  const map = useRef<HTMLDivElement>(null);
  const now = state.tasks.find(({ id }) => id === opened?.id);
  if (now && now !== opened) setOpened(now);
  const openDoor = (door: Door): void => {
    if (door.kind === 'node') focusTerminal(Number(door.node.slice('node'.length)));
    else setOpened(state.tasks.find(({ id }) => id === door.task && id !== opened?.id));
  };
  const close = (): void => {
    map.current?.querySelector<HTMLElement>('.task[data-open] > .map-door')?.focus();
    setOpened(undefined);
  };
  return (
    <div className="map">
      {/* Scrolls, so the keyboard must be able to come here. */}
      <div ref={map} className="map-scroll" role="region" aria-label={say('map:map')} tabIndex={0}>
        <Drawing state={state} open={opened?.id} onDoor={openDoor} />
      </div>
      {opened && <TaskLogs task={opened} isKnown={now !== undefined} onClose={close} />}
    </div>
  );
}
