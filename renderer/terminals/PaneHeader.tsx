// A pane's bar: what its node is and does, the ports it publishes, its sessions.
import { Plus, Search, X } from 'lucide-react';
import type { MouseEvent, ReactElement } from 'react';
import { useSay } from '../i18n';
import { useCluster } from '../stores/app';
import { openPage } from '../stores/view';
import { IconButton } from './IconButton';
import { type NodeFacts, factsOf } from './facts';
import { Load } from './Load';
import { hostNumber } from './panes';
import type { TitledPane } from './PaneView';

interface PaneHeaderProps {
  pane: TitledPane;
  /** Id of the session that is shown. */
  shown: string | undefined;
  onPick: (id: string) => void;
  onAdd: () => void;
  onClose: (id: string) => void;
  onSearch: () => void;
  /** The learner wants the terminal below. */
  onFocus: () => void;
}

export function PaneHeader({ pane, shown, onFocus, ...on }: PaneHeaderProps): ReactElement {
  const say = useSay();
  const state = useCluster((cluster) => cluster.state);
  const facts = pane.number === hostNumber ? undefined : factsOf(state, pane.key);
  const focus = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('button')) return;
    event.preventDefault(); // the header itself takes no keyboard
    onFocus();
  };
  return (
    <div className="panes-header" onMouseDown={focus}>
      <div className="panes-identity">
        <span className="panes-name">{pane.title}</span>
        {facts && <Role facts={facts} />}
      </div>
      <div className="panes-network">
        <span className="panes-address">
          {pane.number === hostNumber ? say('panes:hostHint') : facts?.address}
        </span>
        {facts?.ports.map(({ port, services }) => (
          <button
            key={port}
            type="button"
            className="panes-port"
            title={say('panes:openPort', { node: pane.title, port, services: services.join(', ') })}
            onClick={() => openPage(pane.key, port)}
          >
            {port}
          </button>
        ))}
        <Load node={pane.key} />
      </div>
      <Tabs pane={pane} shown={shown} {...on} />
    </div>
  );
}

function Role({ facts }: { facts: NodeFacts }): ReactElement {
  const say = useSay();
  const { role, availability, trouble } = facts;
  return (
    <>
      <span className="panes-badge" data-role={role} title={say(`panes:${role}Means`)}>
        {say(`panes:${role}Label`)}
      </span>
      {availability && (
        <span className="panes-badge" data-tone="busy" title={say(`panes:${availability}Means`)}>
          {say(`panes:${availability}Label`)}
        </span>
      )}
      {trouble && (
        <span className="panes-badge" data-tone="bad" title={say(`panes:${trouble}Means`)}>
          {say(`panes:${trouble}Label`)}
        </span>
      )}
    </>
  );
}

type TabsProps = Omit<PaneHeaderProps, 'onFocus'>;

function Tabs({ pane, shown, onPick, onAdd, onClose, onSearch }: TabsProps): ReactElement {
  const say = useSay();
  const { sessions, title } = pane;
  return (
    <div className="panes-sessions">
      {sessions.length > 1 &&
        sessions.map(({ id, main }, index) => (
          <span key={id} className="panes-session" data-shown={id === shown || undefined}>
            <button
              type="button"
              aria-pressed={id === shown}
              aria-label={say('panes:sessionOf', { node: title, number: index + 1 })}
              title={say(main ? 'panes:mainSession' : 'panes:extraSession', { number: index + 1 })}
              onClick={() => onPick(id)}
            >
              {index + 1}
            </button>
            {!main && id === shown && (
              <button
                type="button"
                aria-label={say('panes:close', { number: index + 1 })}
                title={say('panes:close', { number: index + 1 })}
                onClick={() => onClose(id)}
              >
                <X size={12} aria-hidden />
              </button>
            )}
          </span>
        ))}
      <IconButton icon={Search} label={say('panes:search')} onClick={onSearch} />
      <IconButton icon={Plus} label={say('panes:new', { node: title })} onClick={onAdd} />
    </div>
  );
}
