// What a task printed, beside the map, read anew every two seconds while it is open.
import './task-logs.css';
import { X } from 'lucide-react';
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TaskState, Told } from '../../preload/contract';
import { api } from '../api';
import { useSay } from '../i18n';
import { Button } from '../ui/Button';

/** Milliseconds between two readings. */
const again = 2_000;
/** CSS pixels from the end within which the learner counts as reading the end. */
const nearEnd = 24;

interface TaskLogsProps {
  /** As it is now, or was last. */
  task: TaskState;
  /** Whether the cluster still knows it. */
  isKnown: boolean;
  onClose: () => void;
}

export function TaskLogs({ task, isKnown, onClose }: TaskLogsProps): ReactElement {
  const say = useSay();
  const { logs, failure } = useLogs(task.id, isKnown);
  const output = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (output.current && isAtEnd.current) output.current.scrollTop = output.current.scrollHeight;
  }, [logs]);
  const name = task.slot === undefined ? task.service : `${task.service}.${task.slot}`;
  const heading = say('map:logsOf', { task: name });
  return (
    <section
      className="map-logs"
      aria-label={heading}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className="map-logs-head">
        <h2>{heading}</h2>
        <span className="map-logs-node">{task.node}</span>
        {/* Where the keyboard goes, as it came from the task that was opened. */}
        <Button
          kind="quiet"
          size="small"
          autoFocus
          label={say('map:logsClose')}
          icon={<X size={15} aria-hidden />}
          onClick={onClose}
        />
      </header>
      {task.error && <p className="map-logs-error">{task.error}</p>}
      {!isKnown && <p className="map-logs-note">{say('map:logsEnded')}</p>}
      {failure && isKnown && <p className="map-logs-note">{say(failure.text, failure.values)}</p>}
      {logs ? (
        <pre
          ref={output}
          className="map-logs-output"
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label={heading}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
          }}
        >
          {logs}
        </pre>
      ) : (
        !failure && (
          <p className="map-logs-note">{say(logs === undefined ? 'map:logsReading' : 'map:logsEmpty')}</p>
        )
      )}
    </section>
  );
}

interface Read {
  /** Undefined until they were read once. */
  logs: string | undefined;
  failure: Told | undefined;
}

/** What was read last stays when the task is gone. */
function useLogs(task: string, isKnown: boolean): Read {
  const [read, setRead] = useState<Read & { task: string }>({ task, logs: undefined, failure: undefined });
  useEffect(() => {
    if (!isKnown) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      const answer = await api.tasks.logs(task);
      if (isOver) return;
      setRead((before) => {
        if (answer.ok) return { task, logs: answer.value, failure: undefined };
        return { task, logs: before.task === task ? before.logs : undefined, failure: answer.failure };
      });
      timer = setTimeout(() => void look(), again);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [task, isKnown]);
  return read.task === task ? read : { logs: undefined, failure: undefined };
}
