// A block that runs: its code on a terminal's ground, where it goes, what can be done with it, and how it went.
import './runnable.css';
import { Play, RotateCcw, SquareTerminal, TextCursorInput } from 'lucide-react';
import type { ReactElement } from 'react';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useCluster, useProgress } from '../../stores/app';
import { focusTerminal } from '../../stores/view';
import { Button } from '../../ui/Button';
import { type RunnableBlock, terminalsOf } from '../steps/runnable';
import { CodeLines } from '../blocks/CodeLines';
import { Copy } from '../blocks/Copy';
import { blockedReasonId, useBlocked } from './blocked';
import { runBlock } from './run-block';
import { RunMark } from './RunMark';
import { useTypedText } from './typed-text';
import { useWhere } from './where';

interface RunnableProps {
  block: RunnableBlock;
  isMeantToFail: boolean;
}

export function Runnable({ block, isMeantToFail }: RunnableProps): ReactElement {
  const say = useSay();
  const { line } = block;
  const run = useProgress(({ progress }) => progress.runs[line]);
  const blocked = useBlocked();
  const cluster = useCluster(({ state }) => state);
  const { text, isExample } = useTypedText(block);
  const terminals = terminalsOf(block, cluster);
  const where = useWhere(terminals);
  const isRunning = run?.kind === 'running';
  const isOver = run?.kind === 'passed';
  const reason = blocked && say(blocked);
  const off = {
    disabled: blocked !== undefined,
    title: reason,
    'aria-describedby': blocked && blockedReasonId,
  };
  return (
    <div className="guide-run" role="group" aria-label={where} data-line={line}>
      <div className="guide-run-screen">
        <div className="guide-run-head">
          <span className="guide-run-where">
            <SquareTerminal size={15} aria-hidden />
            <span>{where}</span>
          </span>
          {terminals.map((terminal) => (
            <Insert key={terminal} line={line} terminal={terminal} isOneOf={terminals.length > 1} off={off} />
          ))}
          <Copy text={() => ask(api.guide.text(line))} />
          <Button
            kind={isOver ? 'plain' : 'primary'}
            size="small"
            icon={run && !isRunning ? <RotateCcw size={13} /> : <Play size={13} />}
            // Not disabled while it runs: that would take the keyboard's place away.
            aria-disabled={isRunning || undefined}
            onClick={() => {
              if (!isRunning) runBlock(block);
            }}
            {...off}
          >
            {say(run && !isRunning ? 'guide:runAgain' : 'guide:run')}
          </Button>
        </div>
        <CodeLines code={text} />
        {isExample !== undefined && (
          <p className="guide-run-note">{say(isExample ? 'guide:joinExample' : 'guide:joinTrue')}</p>
        )}
      </div>
      <RunMark run={run} isMeantToFail={isMeantToFail} />
    </div>
  );
}

interface InsertProps {
  line: number;
  terminal: number;
  /** Whether the block goes to others, too. */
  isOneOf: boolean;
  off: { disabled: boolean; title: string | undefined };
}

function Insert({ line, terminal, isOneOf, off }: InsertProps): ReactElement {
  const say = useSay();
  const insert = (): void => {
    void ask(api.guide.insert(line, terminal));
    focusTerminal(terminal);
  };
  const name = say('guide:insert', { terminal });
  const icon = <TextCursorInput size={15} />;
  return (
    <Button
      kind="quiet"
      size="small"
      aria-label={name}
      {...off}
      title={off.title ?? name}
      icon={icon}
      onClick={insert}
    >
      {isOneOf && terminal}
    </Button>
  );
}
