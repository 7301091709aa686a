// The terminal's menu, at the pointer: copy, paste, select all, search.
import { type KeyboardEvent, type ReactElement, useEffect, useLayoutEffect, useRef } from 'react';
import { useSay } from '../i18n';
import { useFacts } from '../stores/app';
import { existingScreen } from './screen/screens';
import { useSessions } from './sessions';

/** CSS pixels that it keeps from the window's edges. */
const margin = 6;

export function Menu(): ReactElement | null {
  const menu = useSessions((sessions) => sessions.menu);
  return menu ? <OpenMenu key={`${menu.id} ${menu.x} ${menu.y}`} {...menu} /> : null;
}

function close(): void {
  useSessions.setState({ menu: undefined });
}

function OpenMenu({ id, x, y }: { id: string; x: number; y: number }): ReactElement {
  const say = useSay();
  const mac = useFacts((facts) => facts.platform === 'darwin');
  const list = useRef<HTMLDivElement>(null);
  const screen = existingScreen(id);
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    // Inside the window, whatever the pane clips.
    box.style.left = `${Math.max(margin, Math.min(x, window.innerWidth - box.offsetWidth - margin))}px`;
    box.style.top = `${Math.max(margin, Math.min(y, window.innerHeight - box.offsetHeight - margin))}px`;
    box.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }, [x, y]);
  useEffect(() => {
    const outside = (event: Event): void => {
      if (!(event.target instanceof Node) || !list.current?.contains(event.target)) close();
    };
    window.addEventListener('pointerdown', outside, { capture: true });
    window.addEventListener('blur', close);
    window.addEventListener('resize', close);
    return () => {
      window.removeEventListener('pointerdown', outside, { capture: true });
      window.removeEventListener('blur', close);
      window.removeEventListener('resize', close);
    };
  }, []);

  const keys = mac
    ? { copy: '⌘C', paste: '⌘V', search: '⌘F' }
    : { copy: say('panes:keyCopy'), paste: say('panes:keyPaste'), search: say('panes:keySearch') };
  const entries = [
    { text: say('panes:copy'), keys: keys.copy, act: () => screen?.copy(), isOff: !screen?.hasSelection() },
    { text: say('panes:paste'), keys: keys.paste, act: () => screen?.paste() },
    { text: say('panes:selectAll'), keys: '', act: () => screen?.selectAll() },
    {
      text: say('panes:search'),
      keys: keys.search,
      act: () => useSessions.setState({ search: id }),
      staysAway: true,
    },
  ];
  return (
    <div
      ref={list}
      className="panes-menu"
      role="menu"
      aria-label={say('panes:menu')}
      onKeyDown={onKeyDown(id)}
    >
      {entries.map(({ text, keys, act, isOff, staysAway }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={isOff}
          onClick={() => {
            close();
            if (!staysAway) screen?.focus();
            act();
          }}
        >
          <span>{text}</span>
          <kbd>{keys}</kbd>
        </button>
      ))}
    </div>
  );
}

function onKeyDown(id: string): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
    const here = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      existingScreen(id)?.focus();
    } else if (event.key === 'ArrowDown') items[(here + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(here - 1 + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
