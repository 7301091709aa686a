// The closing page's table: how each step went. On the screen a step is a way back to it; on paper it has more columns.
import './table.css';
import type { ReactElement } from 'react';
import { useSay } from '../../i18n';
import { useLab } from '../../stores/app';
import { Mark } from '../steps/Mark';
import { expectedInWords, timeInWords } from '../steps/time';
import { remarksOn } from './remarks';
import type { StepRow } from './summary';

interface StepsTableProps {
  rows: StepRow[];
  /** Goes to a step; undefined on paper. */
  show?: (step: string) => void;
}

export function StepsTable({ rows, show }: StepsTableProps): ReactElement {
  const say = useSay();
  const hasTimes = rows.some(({ spent }) => spent !== undefined);
  const hasExpected = show === undefined && rows.some(({ expected }) => expected !== undefined);
  return (
    <table className="closing-table">
      <thead>
        <tr>
          <th scope="col">{say('guide:columnStep')}</th>
          {!show && (
            <th scope="col" className="closing-remarks">
              {say('guide:columnState')}
            </th>
          )}
          <th scope="col">
            {show ? (
              <abbr title={say('guide:columnChecks')}>{say('guide:columnChecksShort')}</abbr>
            ) : (
              say('guide:columnChecks')
            )}
          </th>
          {hasTimes && <th scope="col">{say('guide:columnTime')}</th>}
          {hasExpected && <th scope="col">{say('guide:columnExpected')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.step.id} data-nested={row.parent !== undefined || undefined}>
            <th scope="row">
              <Name row={row} show={show} />
            </th>
            {!show && <td className="closing-remarks">{remarksOn(row, say).join(', ')}</td>}
            <td>{row.checks > 0 && `${row.settled}/${row.checks}`}</td>
            {hasTimes && <td>{row.spent !== undefined && timeInWords(row.spent, say)}</td>}
            {hasExpected && <td>{row.expected !== undefined && expectedInWords(row.expected, say)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({ row, show }: { row: StepRow; show: StepsTableProps['show'] }): ReactElement {
  const say = useSay();
  const language = useLab(({ lab }) => lab.language);
  const { step, state } = row;
  const title = (
    <>
      <Mark state={state} isCurrent={false} />
      <span lang={language}>{step.title}</span>
    </>
  );
  if (!show) return <span className="closing-name">{title}</span>;
  const [stateText, ...help] = remarksOn(row, say);
  // Who sees the mark needs no word for what is done, or was never begun.
  const isPlain = state === 'done' || state === 'unseen';
  const seen = isPlain ? help : [stateText, ...help];
  return (
    <button type="button" className="closing-name" onClick={() => show(step.id)}>
      <Mark state={state} isCurrent={false} />
      <span>
        <span lang={language}>{step.title}</span>
        {isPlain && <span className="visually-hidden">{stateText}</span>}
        {seen.length > 0 && <small>{seen.join(' · ')}</small>}
      </span>
    </button>
  );
}
