// A question of the lab: choices or a free answer, checked on a click, and right or wrong said at once.
import './quiz.css';
import { Check, CircleHelp, X } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import type { QuizBlock } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useProgress } from '../../stores/app';
import { Button } from '../../ui/Button';
import { isRight, type QuizAnswer } from './answers';

export function Quiz({ block, language }: { block: QuizBlock; language: string }): ReactElement {
  const say = useSay();
  const given = useProgress(({ progress }) => progress.quizzes[block.line]);
  const [draft, setDraft] = useState<QuizAnswer>(given ?? (block.form === 'answer' ? '' : []));
  const isAnswered = given !== undefined && isSame(given, draft);
  return (
    <form
      className="guide-quiz"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.length > 0) void ask(api.guide.answer(block.line, draft));
      }}
    >
      <fieldset>
        <legend>
          <CircleHelp size={18} aria-hidden />
          <span lang={language}>{block.question}</span>
        </legend>
        {block.form === 'several' && <p className="guide-quiz-form">{say('guide:quizSeveral')}</p>}
        {typeof draft === 'string' ? (
          <input
            type="text"
            className="guide-quiz-text"
            aria-label={say('guide:answer')}
            value={draft}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setDraft(event.target.value)}
          />
        ) : (
          <Choices
            block={block}
            chosen={draft}
            isAnswered={isAnswered}
            choose={setDraft}
            language={language}
          />
        )}
      </fieldset>
      <div className="guide-quiz-foot">
        <Button type="submit" size="small" disabled={draft.length === 0}>
          {say('guide:quizCheck')}
        </Button>
        <Verdict isRight={isAnswered ? isRight(block, given) : undefined} />
      </div>
    </form>
  );
}

interface ChoicesProps {
  block: QuizBlock;
  chosen: number[];
  /** Whether what is chosen has been checked: then the chosen ones show whether they are right. */
  isAnswered: boolean;
  choose: (chosen: number[]) => void;
  language: string;
}

function Choices({ block, chosen, isAnswered, choose, language }: ChoicesProps): ReactElement {
  const name = useId();
  const isOne = block.form === 'one';
  const toggled = (index: number): number[] => {
    if (isOne) return [index];
    return chosen.includes(index)
      ? chosen.filter((each) => each !== index)
      : [...chosen, index].sort((a, b) => a - b);
  };
  return (
    <>
      {block.choices.map(({ text, right }, index) => {
        const isMarked = isAnswered && chosen.includes(index);
        const Mark = right ? Check : X;
        return (
          <label
            key={index}
            className="guide-quiz-choice"
            data-mark={isMarked ? (right ? 'right' : 'wrong') : undefined}
          >
            <input
              type={isOne ? 'radio' : 'checkbox'}
              name={name}
              checked={chosen.includes(index)}
              onChange={() => choose(toggled(index))}
            />
            <span lang={language}>{text}</span>
            {isMarked && <Mark size={16} aria-hidden />}
          </label>
        );
      })}
    </>
  );
}

function Verdict({ isRight }: { isRight: boolean | undefined }): ReactElement {
  const say = useSay();
  return (
    <span role="status" className="guide-quiz-verdict" data-right={isRight}>
      {isRight !== undefined && say(isRight ? 'guide:quizRight' : 'guide:quizWrong')}
    </span>
  );
}

function isSame(left: QuizAnswer, right: QuizAnswer): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
