// The screens of the terminals that main has, by id; outside React, so that no layout ever costs their content.
import type { TerminalInfo } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useCluster, useFacts, useSettings, useTerminals } from '../../stores/app';
import { openPage, useView } from '../../stores/view';
import { hostNumber } from '../panes';
import { useSessions } from '../sessions';
import { linkTarget } from './links';
import { createScreen, type Screen } from './screen';

const screens = new Map<string, Screen>();
let isFollowing = false;
/** The terminal that is to have the keyboard as soon as it is there. */
let awaited: string | undefined;

export function screenOf(info: TerminalInfo): Screen {
  follow();
  const screen = screens.get(info.id) ?? open(info);
  screens.set(info.id, screen);
  if (awaited === info.id) screen.focus();
  if (awaited === info.id) awaited = undefined;
  return screen;
}

/** Gives the terminal the keyboard, now or when it appears. */
export function focusScreen(id: string): void {
  const screen = screens.get(id);
  if (screen) screen.focus();
  else awaited = id;
}

export function existingScreen(id: string | undefined): Screen | undefined {
  return id === undefined ? undefined : screens.get(id);
}

function open({ id, place }: TerminalInfo): Screen {
  const { terminalFontSize, screenReader } = useSettings.getState();
  const { platform, gpu } = useFacts.getState();
  const node = place.kind === 'node' ? `node${place.number}` : undefined;
  const number = place.kind === 'node' ? place.number : hostNumber;
  return createScreen(id, {
    gpu,
    mac: platform === 'darwin',
    fontSize: terminalFontSize,
    screenReader,
    // What is typed into a terminal that is gone is lost, and its pane says that it ended.
    write: (text) => void api.terminals.write(id, text),
    openLink: (link) => openLink(link, node),
    onSearch: () => useSessions.setState({ search: id }),
    onMenu: (at) => useSessions.setState({ menu: { id, ...at } }),
    onFocus: () => useView.setState({ terminal: number }),
  });
}

function openLink(link: string, node: string | undefined): void {
  const nodes = useCluster.getState().state?.nodes ?? [];
  const target = linkTarget(link, {
    node,
    addresses: new Map(nodes.map(({ address, name }) => [address, name])),
  });
  if (target?.kind === 'page') openPage(target.node, target.port, target.path);
  if (target?.kind === 'outside') void ask(api.app.openOutside(target.url));
}

/** From the first screen on, for as long as the window lives: what main tells goes to the screens. */
function follow(): void {
  if (isFollowing) return;
  isFollowing = true;
  api.on('terminals', 'data', ({ id, text }) => screens.get(id)?.receive(text));
  api.on('terminals', 'exit', ({ id, exit }) => {
    screens.get(id)?.end();
    useSessions.setState(({ ended }) => ({ ended: { ...ended, [id]: exit } }));
  });
  useTerminals.subscribe(({ list }) => forget(new Set(list.map(({ id }) => id))));
  useSettings.subscribe(({ terminalFontSize: fontSize, screenReader }) => {
    for (const screen of screens.values()) screen.change({ fontSize, screenReader });
  });
  followDensity();
}

/** Ends the screens of terminals that are no longer there. */
function forget(alive: ReadonlySet<string>): void {
  for (const [id, screen] of screens) {
    if (alive.has(id)) continue;
    screens.delete(id);
    screen.dispose();
  }
  useSessions.setState(({ ended }) => ({
    ended: Object.fromEntries(Object.entries(ended).filter(([id]) => alive.has(id))),
  }));
}

/** Another display or zoom: letters get another size in CSS pixels, though no pane may change its own. */
function followDensity(): void {
  const density = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  density.addEventListener(
    'change',
    () => {
      for (const screen of screens.values()) screen.refit();
      followDensity();
    },
    { once: true },
  );
}
