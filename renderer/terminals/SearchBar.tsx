// Searches one terminal's output: all matches are marked, the current one is brought into sight.
import { CaseSensitive, ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useState } from 'react';
import { useSay } from '../i18n';
import { IconButton } from './IconButton';
import { matchColours } from './screen/palette';
import { existingScreen } from './screen/screens';
import { useSessions } from './sessions';

const decorations = {
  matchBackground: matchColours.all,
  matchOverviewRuler: matchColours.border,
  activeMatchBackground: matchColours.current,
  activeMatchBorder: matchColours.border,
  activeMatchColorOverviewRuler: matchColours.border,
};

export function SearchBar({ id }: { id: string }): ReactElement {
  const say = useSay();
  const [term, setTerm] = useState('');
  const [caseSensitive, setCaseSensitive] = useState(false);
  const [found, setFound] = useState({ resultIndex: -1, resultCount: 0 });
  useEffect(() => {
    const search = existingScreen(id)?.search;
    const results = search?.onDidChangeResults(setFound);
    return () => {
      results?.dispose();
      search?.clearDecorations();
    };
  }, [id]);
  useEffect(() => {
    const search = existingScreen(id)?.search;
    if (term === '') search?.clearDecorations();
    else search?.findPrevious(term, { caseSensitive, decorations, incremental: true });
  }, [id, term, caseSensitive]);

  const go = (way: 'findNext' | 'findPrevious'): void => {
    if (term !== '') existingScreen(id)?.search[way](term, { caseSensitive, decorations });
  };
  const close = (): void => {
    useSessions.setState({ search: undefined });
    existingScreen(id)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    // As in every terminal, Enter goes up: what was printed last is looked at first.
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      go(event.shiftKey ? 'findNext' : 'findPrevious');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="panes-search" role="search" onKeyDown={onKeyDown}>
      <input
        className="panes-search-field"
        aria-label={say('panes:searchFor')}
        placeholder={say('panes:searchFor')}
        value={term}
        spellCheck={false}
        ref={focusOnce}
        onChange={({ target }) => setTerm(target.value)}
      />
      <span className="panes-search-count" role="status">
        {term !== '' && countOf(found, say('panes:noMatch'))}
      </span>
      <IconButton
        icon={CaseSensitive}
        label={say('panes:caseSensitive')}
        isPressed={caseSensitive}
        onClick={() => setCaseSensitive(!caseSensitive)}
      />
      <IconButton icon={ChevronUp} label={say('panes:previous')} onClick={() => go('findPrevious')} />
      <IconButton icon={ChevronDown} label={say('panes:next')} onClick={() => go('findNext')} />
      <IconButton icon={X} label={say('panes:closeSearch')} onClick={close} />
    </div>
  );
}

function focusOnce(field: HTMLInputElement | null): void {
  field?.focus();
}

/** Beyond the addon's limit of marked matches it knows no current one. */
function countOf(
  { resultIndex, resultCount }: { resultIndex: number; resultCount: number },
  none: string,
): string {
  if (resultCount === 0) return none;
  return resultIndex < 0 ? `${resultCount}+` : `${resultIndex + 1}/${resultCount}`;
}
