// Where nothing is wrong: what is left to do in the step.
import type { ReactElement } from 'react';
import type { Step } from '../../../preload/contract';
import { useLanguage, useSay } from '../../i18n';
import { useLab, useProgress } from '../../stores/app';
import { CodeLines } from '../blocks/CodeLines';
import { Inline } from '../checks/Inline';
import { saidIn } from '../said';
import { leftToDo } from './left-to-do';

export function Rest({ step }: { step: Step }): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const sidecar = useLab(({ lab }) => lab.sidecar);
  const progress = useProgress((store) => store.progress);
  const left = leftToDo(step, sidecar, progress);
  switch (left.kind) {
    case 'nothing':
      return <p className="diagnosis-rest">{say('guide:leftNothing')}</p>;
    case 'command':
      return (
        <div className="diagnosis-rest">
          <p>{say('guide:leftCommand')}</p>
          <CodeLines code={left.block.code} />
        </div>
      );
    case 'checks':
      return (
        <div className="diagnosis-rest">
          <p>{say('guide:leftChecks', { count: left.checks.length })}</p>
          <ul>
            {left.checks.map((check, index) => {
              const { text, lang } = saidIn(check, language);
              return (
                <li key={index} lang={lang}>
                  <Inline text={text} />
                </li>
              );
            })}
          </ul>
        </div>
      );
  }
}
