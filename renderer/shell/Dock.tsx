// The strip below the terminals: the map and the browser, one at a time, or neither.
import './dock.css';
import { ChevronDown, ChevronUp, Globe, Network } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { Browser } from '../browser/Browser';
import { useSay } from '../i18n';
import { LiveMap } from '../map/LiveMap';
import { type DockTab, openDock, useView } from '../stores/view';
import { Button } from '../ui/Button';

const tabs = [
  { id: 'map', text: 'window:tabMap', icon: Network },
  { id: 'browser', text: 'window:tabBrowser', icon: Globe },
] as const;

export function Dock(): ReactElement {
  const say = useSay();
  const open = useView((view) => view.dock);
  const [last, setLast] = useState<DockTab>('map');
  // A page stays loaded once it was opened, so the browser stays, hidden, once it was shown.
  const [hasBrowser, setHasBrowser] = useState(false);
  if (open && open !== last) setLast(open);
  if (open === 'browser' && !hasBrowser) setHasBrowser(true);
  return (
    <section className="dock" data-area="dock" aria-label={say('window:dock')}>
      <div className="dock-strip">
        <div role="tablist" aria-label={say('window:dock')} className="dock-tabs" onKeyDown={moveBetween}>
          {tabs.map(({ id, text, icon: Icon }) => (
            <button
              key={id}
              id={`dock-tab-${id}`}
              type="button"
              role="tab"
              className="dock-tab"
              aria-selected={open === id}
              aria-controls={`dock-panel-${id}`}
              tabIndex={(open ?? last) === id ? 0 : -1}
              onClick={() => openDock(open === id ? undefined : id)}
            >
              <Icon size={15} aria-hidden />
              {say(text)}
            </button>
          ))}
        </div>
        <Button
          kind="quiet"
          size="small"
          label={say(open ? 'window:dockClose' : 'window:dockOpen')}
          icon={open ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
          onClick={() => openDock(open ? undefined : last)}
        />
      </div>
      <div className="dock-body">
        <div {...panel('map', open)}>{open === 'map' && <LiveMap />}</div>
        <div {...panel('browser', open)}>{hasBrowser && <Browser />}</div>
      </div>
    </section>
  );
}

/** Hidden panels keep their place and size: a webview that is taken out of the layout loses its page. */
function panel(id: DockTab, open: DockTab | undefined): Record<string, string | boolean> {
  return {
    id: `dock-panel-${id}`,
    role: 'tabpanel',
    className: 'dock-panel',
    'aria-labelledby': `dock-tab-${id}`,
    'data-hidden': open !== id,
    inert: open !== id,
  };
}

function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const here = all.findIndex((tab) => tab === document.activeElement);
  const step = event.key === 'ArrowRight' ? 1 : -1;
  all[(here + step + all.length) % all.length]?.focus();
}
