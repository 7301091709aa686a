// One pane: the header, the screens of its sessions on top of each other, the search, and how its shell ended.
import { type ReactElement, useEffect, useLayoutEffect, useRef } from 'react';
import type { TerminalInfo } from '../../preload/contract';
import { useSay } from '../i18n';
import { useView } from '../stores/view';
import { EndBar } from './EndBar';
import { hostNumber, type Pane, shownSession } from './panes';
import { PaneHeader } from './PaneHeader';
import { existingScreen, focusScreen, screenOf } from './screen/screens';
import { SearchBar } from './SearchBar';
import { choose, closeShell, openShell, useSessions } from './sessions';

export interface TitledPane extends Pane {
  /** As people read it. */
  title: string;
}

/** Columns and rows of a shell before any screen was measured; the screen brings its own when it is shown. */
const usualSize = { columns: 80, rows: 24 };

interface PaneViewProps {
  pane: TitledPane;
  /** Whether the switch of layouts lies over its header's end. */
  isCorner?: boolean;
}

export function PaneView({ pane, isCorner = false }: PaneViewProps): ReactElement {
  const say = useSay();
  const { key, number, title, sessions } = pane;
  const session = useSessions(({ chosen }) => shownSession(pane, chosen[key]));
  const isCurrent = useView((view) => view.terminal === number);
  const flashedAt = useView(({ flash }) => (flash?.terminals.includes(number) ? flash.at : undefined));
  const ended = useSessions((all) => session && all.ended[session.id]);
  const isSearched = useSessions((all) => session !== undefined && all.search === session.id);
  const add = async (): Promise<void> => {
    const id = await openShell(key, pane.place, existingScreen(session?.id)?.size() ?? usualSize);
    if (id) focusScreen(id);
  };
  const renew = async (): Promise<void> => {
    await add();
    if (session && useSessions.getState().chosen[key] !== session.id) closeShell(session.id);
  };
  // The learner's own shell is opened when it is first looked at; once, for a refusal would repeat itself.
  const hasAsked = useRef(false);
  useEffect(() => {
    if (number !== hostNumber || sessions.length > 0 || hasAsked.current) return;
    hasAsked.current = true;
    void openShell(key, pane.place, usualSize);
  }, [key, number, pane.place, sessions.length]);

  return (
    <section
      id={`panes-${key}`}
      className="panes-pane"
      data-current={isCurrent || undefined}
      data-corner={isCorner || undefined}
      aria-label={say('panes:terminalOf', { node: title })}
    >
      <PaneHeader
        pane={pane}
        shown={session?.id}
        onPick={(id) => {
          choose(key, id);
          focusScreen(id);
        }}
        onAdd={() => void add()}
        onClose={closeShell}
        onSearch={() => useSessions.setState({ search: isSearched ? undefined : session?.id })}
        onFocus={() => session && focusScreen(session.id)}
      />
      <div className="panes-body">
        {sessions.map((each, index) => (
          <ScreenHost
            key={each.id}
            info={each}
            isShown={each.id === session?.id}
            name={
              sessions.length === 1
                ? say('panes:terminalOf', { node: title })
                : say('panes:sessionOf', { node: title, number: index + 1 })
            }
          />
        ))}
        {isSearched && session && <SearchBar key={session.id} id={session.id} />}
      </div>
      {ended && <EndBar exit={ended} onRenew={renew} />}
      {!session && number === hostNumber && <EndBar exit={undefined} onRenew={add} />}
      {flashedAt !== undefined && <span key={flashedAt} className="panes-flash" aria-hidden />}
    </section>
  );
}

interface ScreenHostProps {
  info: TerminalInfo;
  isShown: boolean;
  name: string;
}

/** Hidden ones keep their place and size: what is typed into them by the guide is printed at the size it is seen in. */
function ScreenHost({ info, isShown, name }: ScreenHostProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (host.current ? screenOf(info).show(host.current) : undefined), [info.id]);
  useEffect(() => screenOf(info).name(name), [info.id, name]);
  return <div ref={host} className="panes-screen" data-hidden={!isShown || undefined} inert={!isShown} />;
}
