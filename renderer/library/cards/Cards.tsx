// The cards in their parts; or why there are none.
import { LoaderCircle } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import type { LabCard } from '../../../preload/contract';
import { useSay } from '../../i18n';
import { Button } from '../../ui/Button';
import { Cause } from '../../ui/Cause';
import type { Reading } from '../reading';
import { Card } from './Card';
import { type LibraryPart, partsOf } from './listing';

interface CardsProps {
  cards: LabCard[];
  /** Whether they are those that a search found. */
  isSearched: boolean;
  reading: Reading;
}

export function Cards({ cards, isSearched, reading }: CardsProps): ReactElement {
  return (
    <>
      {reading.failure && <Failed reading={reading} />}
      {cards.length === 0 && !reading.failure && <Nothing isSearched={isSearched} isOver={reading.isOver} />}
      {partsOf(cards).map((part) => (
        <Part key={part.origin} part={part} />
      ))}
    </>
  );
}

function Part({ part: { origin, cards } }: { part: LibraryPart }): ReactElement {
  const say = useSay();
  const id = useId();
  return (
    <section className="library-part" aria-labelledby={id}>
      <h2 id={id}>{say(`library:${origin}`)}</h2>
      <ul className="library-cards">
        {cards.map((card) => (
          <li key={card.source}>
            <Card card={card} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Failed({ reading: { failure, again } }: { reading: Reading }): ReactElement | null {
  const say = useSay();
  if (!failure) return null;
  return (
    <div className="library-none" role="alert">
      <p>{say(failure.text, failure.values)}</p>
      <Cause text={failure.cause} />
      <Button onClick={again}>{say('library:retry')}</Button>
    </div>
  );
}

function Nothing({ isSearched, isOver }: { isSearched: boolean; isOver: boolean }): ReactElement {
  const say = useSay();
  return (
    <div className="library-none" role="status">
      {isOver || isSearched ? (
        <p>{say(isSearched ? 'library:noneFound' : 'library:none')}</p>
      ) : (
        <p className="library-reading">
          <LoaderCircle size={16} aria-hidden />
          {say('library:reading')}
        </p>
      )}
    </div>
  );
}
