// The closing page on paper, or as PDF: the lab, when, the figures and the table; nothing of the window, and no name.
import './sheet.css';
import type { ReactElement } from 'react';
import type { Lab, Progress } from '../../../preload/contract';
import { useLanguage, useSay } from '../../i18n';
import { useFacts } from '../../stores/app';
import { Logo } from '../../shell/Logo';
import { dateInWords, datesIn } from './dates';
import { Figures } from './Figures';
import { StepsTable } from './StepsTable';
import type { Summary } from './summary';

interface SheetProps {
  lab: Lab;
  progress: Progress;
  summary: Summary;
}

/** Only printing shows it. */
export function Sheet({ lab, progress, summary }: SheetProps): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const version = useFacts((facts) => facts.version);
  const isAllDone = summary.steps.done === summary.steps.total;
  return (
    <article className="sheet" lang={language}>
      <header>
        <p className="sheet-brand">
          <Logo size={22} />
          Essaim
        </p>
        <p className="sheet-kind">{say(isAllDone ? 'guide:closingDone' : 'guide:sheetPartly')}</p>
        <h1 lang={lab.language}>{lab.title}</h1>
        <p className="sheet-dates">
          {[lab.author, datesIn(progress, language, say)].filter(Boolean).join(' · ')}
        </p>
      </header>
      <Figures summary={summary} />
      <h2>{say('guide:learned')}</h2>
      <StepsTable rows={summary.rows} />
      <footer>{say('guide:sheetFoot', { version, date: dateInWords(new Date(), language) })}</footer>
    </article>
  );
}
