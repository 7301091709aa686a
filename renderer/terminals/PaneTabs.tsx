// Where one terminal is shown at a time: a tab for each node.
import type { KeyboardEvent, ReactElement } from 'react';
import { useSay } from '../i18n';
import { useCluster } from '../stores/app';
import { focusTerminal, useView } from '../stores/view';
import type { TitledPane } from './PaneView';
import { factsOf } from './facts';

export function PaneTabs({ panes, shown }: { panes: TitledPane[]; shown: number }): ReactElement {
  const say = useSay();
  const state = useCluster((cluster) => cluster.state);
  return (
    <div
      className="panes-tabs"
      role="tablist"
      aria-label={say('panes:nodes')}
      onKeyDown={(event) => move(event, panes)}
    >
      {panes.map(({ key, number, title }) => {
        const facts = factsOf(state, key);
        return (
          <button
            key={key}
            id={`panes-tab-${key}`}
            type="button"
            role="tab"
            className="panes-tab"
            aria-selected={number === shown}
            aria-controls={`panes-${key}`}
            tabIndex={number === shown ? 0 : -1}
            onClick={() => focusTerminal(number)}
          >
            {title}
            {facts?.trouble && <span className="panes-dot" aria-hidden />}
          </button>
        );
      })}
    </div>
  );
}

/** The arrow keys show the neighbour, and the keyboard stays on the tabs. */
function move(event: KeyboardEvent<HTMLElement>, panes: TitledPane[]): void {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const here = tabs.findIndex((tab) => tab === document.activeElement);
  const next = (here + (event.key === 'ArrowRight' ? 1 : -1) + tabs.length) % tabs.length;
  useView.setState({ terminal: panes[next]?.number ?? 1 });
  tabs[next]?.focus();
}
