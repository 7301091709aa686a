// The browser tab's bar: back, forward, reload, the nodes, the ports, the address.
import './toolbar.css';
import { ArrowLeft, ArrowRight, RotateCw } from 'lucide-react';
import { type ReactElement, type RefObject, useState } from 'react';
import { useSay } from '../i18n';
import { useCluster } from '../stores/app';
import { openPage } from '../stores/view';
import { Button } from '../ui/Button';
import { AddressField } from './AddressField';
import { portChoices } from './own-page';
import type { Tab } from './tab';
import type { Webview } from './webview';

interface ToolbarProps {
  tab: Tab;
  webview: RefObject<Webview | null>;
  nodes: string[];
}

export function Toolbar({ tab, webview, nodes }: ToolbarProps): ReactElement {
  const say = useSay();
  const { node, port, path, secure } = tab.address;
  const reload = (): void => {
    if (tab.status === 'shown') webview.current?.reload();
    else openPage(node, port, path, secure);
  };
  return (
    <div className="browser-bar" role="toolbar" aria-label={say('browser:toolbar')}>
      <div className="browser-moves">
        <Button
          kind="quiet"
          size="small"
          label={say('browser:back')}
          icon={<ArrowLeft size={16} aria-hidden />}
          disabled={!tab.canGoBack}
          onClick={() => webview.current?.goBack()}
        />
        <Button
          kind="quiet"
          size="small"
          label={say('browser:forward')}
          icon={<ArrowRight size={16} aria-hidden />}
          disabled={!tab.canGoForward}
          onClick={() => webview.current?.goForward()}
        />
        <Button
          kind="quiet"
          size="small"
          label={say('browser:reload')}
          icon={<RotateCw size={15} aria-hidden />}
          onClick={reload}
        />
      </div>
      <div className="browser-choices" role="group" aria-label={say('browser:nodes')}>
        {nodes.map((each) => (
          <button
            key={each}
            type="button"
            className="browser-choice"
            aria-pressed={each === node}
            onClick={() => openPage(each, port)}
          >
            {each}
          </button>
        ))}
      </div>
      <Ports node={node} port={port} />
      <AddressField tab={tab} nodes={nodes} />
    </div>
  );
}

function Ports({ node, port }: { node: string; port: number }): ReactElement {
  const say = useSay();
  const services = useCluster((cluster) => cluster.state?.services);
  const [typed, setTyped] = useState('');
  return (
    <div className="browser-ports">
      <div className="browser-choices" role="group" aria-label={say('browser:ports')}>
        {portChoices(services ?? []).map((choice) => (
          <button
            key={choice.port}
            type="button"
            className="browser-choice"
            aria-pressed={choice.port === port}
            data-published={choice.service !== undefined}
            title={
              choice.service === undefined
                ? say('browser:portFree', { port: choice.port })
                : say('browser:portPublished', { port: choice.port, service: choice.service })
            }
            onClick={() => openPage(node, choice.port)}
          >
            {choice.port}
          </button>
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPort(typed)) return;
          openPage(node, Number(typed));
          setTyped('');
        }}
      >
        <input
          className="browser-port"
          inputMode="numeric"
          aria-label={say('browser:otherPort')}
          placeholder={say('browser:portTyped')}
          aria-invalid={typed !== '' && !isPort(typed)}
          value={typed}
          onChange={({ target }) => setTyped(target.value.trim())}
        />
      </form>
    </div>
  );
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
