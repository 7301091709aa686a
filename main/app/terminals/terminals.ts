// The window's terminals: a main one on every node of the cluster while it is up, and those that the learner opens.
import type { TerminalInfo, TerminalPlace, TerminalSize } from '../../../preload/contract';
import { within } from '../../engine/within';
import { Failure, messageOf } from '../../failure/failure';
import type { Lab } from '../../labs/lab';
import type { Paths } from '../../paths';
import { openHostShell } from '../../terminals/host-shell';
import { openNodeShell } from '../../terminals/node-shell';
import type { Terminal, TerminalBackend } from '../../terminals/terminal';
import type { ClusterKeeper, Live } from '../cluster/live';
import type { Handlers, Tell } from '../ipc';
import { hostDocker } from './host-docker';
import { type AppSession, endedBackend, openAppSession } from './session';

interface TerminalsOptions {
  keeper: Pick<ClusterKeeper, 'live' | 'phase' | 'on'>;
  /** The one that is open. */
  lab: () => Pick<Lab, 'terminals'>;
  paths: Pick<Paths, 'shell' | 'machines'>;
  /** Whether the learner wants a shell of their own machine in this window. */
  hostShell: () => boolean;
  tell: Tell;
}

export interface Terminals {
  /** What the window asks for. */
  calls: Handlers['terminals'];
  /** All there are, in order. */
  list(): TerminalInfo[];
  /** The one of that node that the lab's commands go to, opened where there is none. */
  main(number: number): Promise<Terminal>;
  /** After another lab was opened on the same nodes: it may want more of them, or fewer. */
  followLab(): void;
  /** Ends them all, and opens no more. */
  closeAll(): Promise<void>;
}

/** Until the window says how large it shows one, which it does at once. */
const firstSize: TerminalSize = { columns: 80, rows: 24 };

/** Milliseconds that shells get to end: each takes a second under emulation, all at once. */
const closeLimit = 5_000;

export function createTerminals({ keeper, lab, paths, hostShell, tell }: TerminalsOptions): Terminals {
  let sessions: AppSession[] = [];
  /** Main terminals that are being opened, by node. */
  const opening = new Map<number, Promise<AppSession>>();
  let over = false;

  const list = (): TerminalInfo[] => sessions.map(({ id, place, main }) => ({ id, place, main }));
  const set = (next: AppSession[]): void => {
    sessions = next.sort((one, other) => numberOf(one.place) - numberOf(other.place));
    tell('terminals', 'list', list());
  };
  const find = (id: string): AppSession => {
    const found = sessions.find((session) => session.id === id);
    if (!found) throw new Failure('cluster', 'terminals:gone');
    return found;
  };
  const livingMain = (number: number): AppSession | undefined =>
    sessions.find(({ place, main, exit }) => main && numberOf(place) === number && !exit());
  const forget = (gone: AppSession[]): void => {
    if (gone.length === 0) return;
    set(sessions.filter((session) => !gone.includes(session)));
    // What its node does not end any more is told by nobody.
    for (const { terminal } of gone) void terminal.close().catch(() => undefined);
  };

  const add = (
    backend: TerminalBackend,
    place: TerminalPlace,
    live: Live | undefined,
    main: boolean,
  ): AppSession => {
    const container = place.kind === 'node' ? live?.cluster.nodes[place.number - 1]?.container.id : undefined;
    const session = openAppSession(backend, { place, container }, tell);
    session.main = main;
    const others = main ? sessions.filter((each) => numberOf(each.place) === numberOf(place)) : [];
    for (const other of others) other.main = false;
    set([...sessions, session]);
    return session;
  };
  const openOn = async (number: number, size: TerminalSize, main: boolean): Promise<AppSession> => {
    const live = keeper.live();
    if (!live || over) throw new Failure('cluster', 'terminals:noCluster');
    const container = live.cluster.nodes[number - 1]?.container;
    if (!container) throw new Failure('cluster', 'terminals:noNodeShell', { node: `node${number}` });
    const backend = await openNodeShell(container, { size });
    if (keeper.live() === live && !closed()) return add(backend, { kind: 'node', number }, live, main);
    await backend.kill();
    throw new Failure('cluster', 'terminals:noCluster');
  };
  const closed = (): boolean => over;
  const openMain = (number: number, size: TerminalSize): Promise<AppSession> => {
    const begun = openOn(number, size, true);
    opening.set(number, begun);
    const done = (): void => {
      if (opening.get(number) === begun) opening.delete(number);
    };
    begun.then(done, done);
    return begun;
  };
  const openHost = async (size: TerminalSize): Promise<AppSession> => {
    if (!hostShell()) throw new Failure('usage', 'terminals:hostShellOff');
    const live = keeper.live();
    const docker = live && hostDocker(live.cluster, paths.machines);
    const backend = await openHostShell({ size, integration: paths.shell, docker });
    return add(backend, { kind: 'host' }, live, false);
  };

  const countOn = (live: Live): number => Math.min(Math.max(1, lab().terminals), live.cluster.nodes.length);
  /** One main terminal for each node that has none; what lives on a node that is still the same goes on. */
  const follow = (live: Live): void => {
    opening.clear();
    const here = new Set(live.cluster.nodes.map(({ container }) => container.id));
    forget(
      sessions.filter(
        ({ place, container, exit }) =>
          place.kind === 'node' && (exit() !== undefined || !here.has(container ?? '')),
      ),
    );
    openMains(live);
  };
  const openMains = (live: Live): void => {
    for (let number = 1; number <= countOn(live); number++) {
      if (livingMain(number) || opening.has(number)) continue;
      openMain(number, firstSize).catch((error: unknown) => {
        if (keeper.live() !== live || over) return;
        const why = error instanceof Failure && error.causeText ? error.causeText : messageOf(error);
        add(endedBackend(why), { kind: 'node', number }, live, true);
      });
    }
  };
  const leave = [
    keeper.on('live', (live) => {
      if (live && !over) follow(live);
    }),
    keeper.on('phase', ({ kind }) => {
      // A lost cluster may come back with its shells alive; what was said on them stays readable until then.
      if (kind !== 'up' && kind !== 'lost') forget(sessions.filter(({ place }) => place.kind === 'node'));
    }),
  ];
  const already = keeper.live();
  if (already) follow(already);

  return {
    list,
    main: async (number) =>
      (livingMain(number) ?? (await (opening.get(number) ?? openMain(number, firstSize)))).terminal,
    followLab: () => {
      const live = keeper.live();
      if (!live || over) return;
      const count = countOn(live);
      forget(sessions.filter(({ place, main }) => main && numberOf(place) > count && place.kind === 'node'));
      openMains(live);
    },
    closeAll: async () => {
      over = true;
      leave.forEach((undo) => undo());
      const all = sessions;
      sessions = [];
      const closing = Promise.allSettled([
        ...all.map(({ terminal }) => terminal.close()),
        ...opening.values(),
      ]);
      // An engine that hangs must not keep the app from ending.
      await within(closeLimit, closing).catch(() => undefined);
    },
    calls: {
      open: async (place, size) => {
        const open = (): Promise<AppSession> => {
          if (place.kind === 'host') return openHost(size);
          const hasMain = livingMain(place.number) !== undefined || opening.has(place.number);
          return hasMain ? openOn(place.number, size, false) : openMain(place.number, size);
        };
        const { id, main } = await open();
        return { id, place, main };
      },
      attach: (id, size) => find(id).attach(size),
      write: (id, text) => find(id).terminal.write(text),
      resize: (id, size) => find(id).terminal.resize(size),
      // Of one that has gone meanwhile.
      acknowledge: (id, characters) => sessions.find((session) => session.id === id)?.acknowledge(characters),
      close: async (id) => {
        const session = find(id);
        const rest = sessions.filter((each) => each !== session);
        const heir = rest.find(({ place, exit }) => numberOf(place) === numberOf(session.place) && !exit());
        if (session.main && heir) heir.main = true;
        set(rest);
        await session.terminal.close();
      },
    },
  };
}

/** The learner's own machine comes behind the nodes. */
function numberOf(place: TerminalPlace): number {
  return place.kind === 'node' ? place.number : Infinity;
}
