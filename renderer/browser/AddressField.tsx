// The address of the page that is shown, and the title beside it; Enter goes to what was typed.
import { type ReactElement, useState } from 'react';
import { useSay } from '../i18n';
import { openPage } from '../stores/view';
import { parseAddress, urlOf } from './address';
import type { Tab } from './tab';

export function AddressField({ tab, nodes }: { tab: Tab; nodes: string[] }): ReactElement {
  const say = useSay();
  /** Undefined while nothing is being typed. */
  const [typed, setTyped] = useState<string>();
  const [isRefused, setRefused] = useState(false);
  const stop = (): void => {
    setTyped(undefined);
    setRefused(false);
  };
  const go = (text: string): void => {
    const address = parseAddress(text, nodes);
    if (address) openPage(address.node, address.port, address.path, address.secure);
    if (address) stop();
    else setRefused(true);
  };
  return (
    <form
      className="browser-address"
      onSubmit={(event) => {
        event.preventDefault();
        go(typed ?? urlOf(tab.address));
      }}
    >
      <input
        aria-label={say('browser:address')}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? 'browser-refused' : undefined}
        spellCheck={false}
        autoComplete="off"
        value={typed ?? urlOf(tab.address)}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => {
          setTyped(target.value);
          setRefused(false);
        }}
        onBlur={stop}
        onKeyDown={({ key }) => {
          if (key === 'Escape') stop();
        }}
      />
      {tab.status === 'shown' && typed === undefined && tab.title && (
        <span className="browser-title" title={tab.title}>
          {tab.title}
        </span>
      )}
      {isRefused && (
        <p id="browser-refused" role="alert" className="browser-refused">
          {say('browser:addressRefused', { example: `http://${nodes.at(-1) ?? 'node1'}:8080/` })}
        </p>
      )}
    </form>
  );
}
