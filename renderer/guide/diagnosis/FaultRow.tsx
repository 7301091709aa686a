// One thing that is wrong: where, what, from which step, and the command that would mend it.
import type { ReactElement } from 'react';
import type { Fault, Step } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useLab } from '../../stores/app';
import { Inline } from '../checks/Inline';
import { CommandBox } from '../run/CommandBox';

export function FaultRow({ fault, step }: { fault: Fault; step: Step }): ReactElement {
  const say = useSay();
  const { text, values, node, mend } = fault;
  const language = useLab(({ lab }) => lab.language);
  const origin = useLab(({ lab }) => lab.steps.find(({ id }) => id === fault.step && id !== step.id));
  return (
    <li className="diagnosis-fault">
      {node !== undefined && <span className="diagnosis-node">{node}</span>}
      <p>
        <Inline text={say(text, values)} />
      </p>
      {origin && (
        <p className="diagnosis-origin">
          {say('guide:diagnosisFrom')}{' '}
          <button type="button" lang={language} onClick={() => void ask(api.guide.show(origin.id))}>
            {origin.title}
          </button>
        </p>
      )}
      {mend && <CommandBox terminal={mend.terminal} code={mend.command} />}
    </li>
  );
}
