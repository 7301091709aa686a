// On the lab's first step: what does not play as written, folded; each remark leads to the step that it is about.
import './warnings.css';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Warning } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useLanguage, useSay } from '../../i18n';
import { useLab, useLibrary } from '../../stores/app';
import { remarksOn, stepAt } from './places';

export function Remarks(): ReactElement | null {
  const say = useSay();
  const lab = useLab((store) => store.lab);
  const isOwn = useLibrary(({ cards }) => cards.some(({ isOpen, origin }) => isOpen && origin === 'opened'));
  const remarks = remarksOn(lab, isOwn);
  if (remarks.length === 0) {
    if (!isOwn) return null;
    return (
      <p className="remarks-none">
        <CircleCheck size={16} aria-hidden />
        {say('library:remarksNone')}
      </p>
    );
  }
  return (
    <details className="remarks">
      <summary>
        <TriangleAlert size={16} aria-hidden />
        {say('library:remarks', { count: remarks.length })}
      </summary>
      <ul>
        {remarks.map((remark, index) => (
          <Remark key={index} remark={remark} />
        ))}
      </ul>
    </details>
  );
}

function Remark({ remark: { line, message, breaks } }: { remark: Warning }): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const step = useLab(({ lab }) => (line === undefined ? undefined : stepAt(lab, line)));
  return (
    <li data-breaks={breaks || undefined}>
      {step && (
        <button
          type="button"
          title={say('library:remarkGo', { title: step.title })}
          onClick={() => void ask(api.guide.show(step.id))}
        >
          {say('library:line', { line: line ?? 0 })}
        </button>
      )}
      <span>
        {breaks && <strong>{say('library:remarkBreaks')} </strong>}
        {message[language]}
      </span>
    </li>
  );
}
