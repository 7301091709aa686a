// Above the page: which step of how many, the rail, and the overview that unfolds over the page.
import './header.css';
import { ListTree, X } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import { useSay } from '../../i18n';
import { useLab } from '../../stores/app';
import { Button } from '../../ui/Button';
import { Overview } from './Overview';
import { Rail } from './Rail';
import { stateName } from './state-names';
import type { StepView } from './views';

interface HeaderProps {
  views: StepView[];
  isClosing: boolean;
  show: (step: string) => void;
}

export function Header({ views, isClosing, show }: HeaderProps): ReactElement {
  const say = useSay();
  const id = useId();
  const language = useLab(({ lab }) => lab.language);
  const [isOpen, setOpen] = useState(false);
  const [pointed, setPointed] = useState<number>();
  const named = views.find(({ number, isCurrent }) =>
    pointed === undefined ? isCurrent : number === pointed,
  );
  const isOnClosing = isClosing && pointed === undefined;
  return (
    <header
      className="guide-header"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false);
      }}
    >
      <div className="guide-header-line">
        <p className="guide-where">
          {named && !isOnClosing && (
            <>
              <span className="guide-count">
                {say('guide:step', { number: named.number, total: views.length })}
              </span>
              <span className="guide-where-title" lang={language}>
                {named.step.title}
              </span>
              {pointed !== undefined && <span className="guide-count">{say(stateName(named.state))}</span>}
            </>
          )}
          {isOnClosing && say('guide:finishTitle')}
        </p>
        <Button
          kind="quiet"
          size="small"
          aria-expanded={isOpen}
          aria-controls={id}
          icon={isOpen ? <X size={15} /> : <ListTree size={15} />}
          onClick={() => setOpen(!isOpen)}
        >
          {say('guide:overview')}
        </Button>
      </div>
      <Rail views={views} isClosing={isClosing} show={show} point={setPointed} />
      <div id={id}>
        {isOpen && (
          <Overview
            views={views}
            isClosing={isClosing}
            show={(step) => {
              setOpen(false);
              show(step);
            }}
            close={() => setOpen(false)}
          />
        )}
      </div>
    </header>
  );
}
