// The lab's terminals: a pane for each node, one below the other, side by side, or one at a time.
import './terminals.css';
import { type ReactElement, useEffect, useMemo } from 'react';
import { useSay } from '../i18n';
import { useLab, useSettings, useTerminals } from '../stores/app';
import { useView } from '../stores/view';
import { LayoutSwitch } from './LayoutSwitch';
import { Menu } from './Menu';
import { hostNumber, type Pane, panesOf, shownSession } from './panes';
import { PaneView } from './PaneView';
import { PaneTabs } from './PaneTabs';
import { focusScreen } from './screen/screens';
import { useSessions } from './sessions';
import { Split } from './Split';

export function Terminals(): ReactElement {
  const say = useSay();
  const list = useTerminals((terminals) => terminals.list);
  const withHost = useSettings((settings) => settings.hostShell);
  const chosen = useSettings((settings) => settings.terminalLayout);
  const nodes = useLab(({ lab }) => lab.terminals);
  const panes = useMemo(() => panesOf(list, { nodes, withHost }), [list, nodes, withHost]);
  const shown = useShownPane(panes);
  useKeyboardRequests(panes);
  const titled = panes.map((pane) => ({
    ...pane,
    title: pane.number === hostNumber ? say('panes:host') : pane.key,
  }));
  // A single one has the whole place in every layout.
  const isAlone = panes.length === 1;
  const layout = isAlone ? 'rows' : chosen;
  return (
    <div className="panes" data-layout={layout} data-alone={isAlone || undefined}>
      {!isAlone && <LayoutSwitch />}
      {layout === 'one' ? (
        <>
          <PaneTabs panes={titled} shown={shown} />
          <div className="panes-stack">
            {titled.map((pane) => (
              <div
                key={pane.key}
                className="panes-layer"
                data-hidden={pane.number !== shown || undefined}
                inert={pane.number !== shown}
              >
                <PaneView pane={pane} />
              </div>
            ))}
          </div>
        </>
      ) : (
        <Split panes={titled} layout={layout} />
      )}
      <Menu />
    </div>
  );
}

/** Number of the pane that is large where one is shown at a time. */
function useShownPane(panes: Pane[]): number {
  const asked = useView((view) => view.terminal);
  return panes.some(({ number }) => number === asked) ? asked : (panes[0]?.number ?? 1);
}

/** Gives a terminal the keyboard when somebody asks for it. */
function useKeyboardRequests(panes: Pane[]): void {
  const focus = useView((view) => view.focus);
  useEffect(() => {
    const pane = panes.find(({ number }) => number === focus?.terminal);
    const session = pane && shownSession(pane, useSessions.getState().chosen[pane.key]);
    if (session) focusScreen(session.id);
    // Only what is asked for moves the keyboard, not a list that changes.
  }, [focus]);
}
