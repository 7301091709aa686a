// The library: every lab there is, and the ways to open another one. It takes the lab's place in the window.
import './library.css';
import { ArrowLeft, FileText, FolderOpen, Globe, Search } from 'lucide-react';
import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import { useLanguage, useSay } from '../i18n';
import { useLibrary } from '../stores/app';
import { openDialog, showLibrary, useView } from '../stores/view';
import { Button } from '../ui/Button';
import { Cards } from './cards/Cards';
import { isSearchable, matching } from './cards/listing';
import { chooseLab } from './open';
import { useFreshList } from './reading';

export function Library(): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const cards = useLibrary((library) => library.cards);
  const reading = useFreshList();
  const [sought, setSought] = useState('');
  const heading = useFocus();
  useEscape();
  const isSearched = isSearchable(cards);
  return (
    <section className="library" aria-labelledby="library-title">
      <div className="library-page">
        <Button kind="quiet" icon={<ArrowLeft size={16} />} onClick={() => showLibrary(false)}>
          {say('library:backToLab')}
        </Button>
        <header className="library-head">
          <div className="library-words">
            <h1 id="library-title" ref={heading} tabIndex={-1}>
              {say('library:title')}
            </h1>
            <p>{say('library:dropHint')}</p>
          </div>
          <OpenButtons />
        </header>
        {isSearched && (
          <label className="library-search">
            <Search size={16} aria-hidden />
            <span className="visually-hidden">{say('library:search')}</span>
            <input
              type="search"
              placeholder={say('library:search')}
              value={sought}
              onChange={(event) => setSought(event.currentTarget.value)}
            />
          </label>
        )}
        <Cards
          cards={isSearched ? matching(cards, sought, language) : cards}
          isSearched={isSearched && sought.trim() !== ''}
          reading={reading}
        />
      </div>
    </section>
  );
}

function OpenButtons(): ReactElement {
  const say = useSay();
  return (
    <div className="library-ways" role="group" aria-label={say('library:openAnother')}>
      <Button icon={<FileText size={15} />} onClick={() => void chooseLab('file')}>
        {say('library:openFile')}
      </Button>
      <Button icon={<FolderOpen size={15} />} onClick={() => void chooseLab('folder')}>
        {say('library:openFolder')}
      </Button>
      <Button icon={<Globe size={15} />} onClick={() => openDialog('open-address')}>
        {say('library:openAddress')}
      </Button>
    </div>
  );
}

/** The heading has the focus, and gives it back to what had it. */
function useFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return heading;
}

/** Leads back to the lab, where no dialog takes it. */
function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !useView.getState().dialog) showLibrary(false);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
