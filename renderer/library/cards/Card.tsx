// One lab of the library: what it is about, what it asks for, how far the learner is in it, and the way into it.
import './card.css';
import {
  CircleAlert,
  Clock,
  Gauge,
  Languages,
  ListChecks,
  type LucideIcon,
  SquareTerminal,
  X,
} from 'lucide-react';
import { type ReactElement, useId } from 'react';
import type { LabCard } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { saidIn } from '../../guide/said';
import { useLanguage, useSay } from '../../i18n';
import { Button } from '../../ui/Button';
import { Cause } from '../../ui/Cause';
import { openLab, useOpening } from '../open';
import { actionOf } from './listing';
import { CardProgress } from './CardProgress';

export function Card({ card }: { card: LabCard }): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const id = useId();
  const isOpening = useOpening(({ underWay }) => underWay === card.source);
  const { title, author, summary, source, origin, isOpen, failure } = card;
  const said = summary && saidIn(summary, language);
  const action = actionOf(card);
  return (
    <article className="card" data-open={isOpen || undefined} aria-labelledby={id}>
      <header className="card-head">
        <h3 id={id} lang={card.language}>
          {title}
        </h3>
        {isOpen && <span className="card-open">{say('library:isOpen')}</span>}
      </header>
      <Facts card={card} />
      {said && (
        <p className="card-summary" lang={said.lang}>
          {said.text}
        </p>
      )}
      {author && <p className="card-author">{say('library:by', { author })}</p>}
      {origin === 'opened' && (
        <p className="card-source" title={source}>
          <bdi>{source}</bdi>
        </p>
      )}
      {failure && (
        <div className="card-failure">
          <CircleAlert size={16} aria-hidden />
          <div>
            {say(failure.text, failure.values)}
            <Cause text={failure.cause} />
          </div>
        </div>
      )}
      <footer className="card-foot">
        <CardProgress card={card} />
        {origin === 'opened' && !isOpen && (
          <Button
            kind="quiet"
            label={say('library:forget', { title })}
            icon={<X size={16} />}
            onClick={() => void ask(api.library.forget(source))}
          />
        )}
        <Button
          kind={isOpen ? 'primary' : 'plain'}
          aria-describedby={id}
          aria-disabled={isOpening || undefined}
          onClick={() => {
            if (!isOpening) void openLab(source);
          }}
        >
          {say(`library:${action}`)}
        </Button>
      </footer>
    </article>
  );
}

const levels = {
  beginner: 'library:beginner',
  intermediate: 'library:intermediate',
  advanced: 'library:advanced',
} as const;

function Facts({ card: { minutes, steps, level, terminals, language } }: { card: LabCard }): ReactElement {
  const say = useSay();
  const own = useLanguage();
  return (
    <ul className="card-facts">
      {minutes !== undefined && <Fact icon={Clock} text={say('library:minutes', { count: minutes })} />}
      <Fact icon={ListChecks} text={say('library:steps', { count: steps })} />
      {level && <Fact icon={Gauge} text={say(levels[level])} />}
      <Fact
        icon={SquareTerminal}
        text={terminals > 0 ? say('library:terminals', { count: terminals }) : say('library:page')}
      />
      <Fact icon={Languages} text={languageName(language, own)} />
    </ul>
  );
}

function Fact({ icon: Icon, text }: { icon: LucideIcon; text: string }): ReactElement {
  return (
    <li>
      <Icon size={14} aria-hidden />
      {text}
    </li>
  );
}

/** `Français`, as the window's language calls it; the tag itself where it is none. */
function languageName(tag: string, language: string): string {
  try {
    const name = new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return tag; // a post may call its language anything
  }
}
