// The library: the labs there are, and which of them is in the window.
import type { LabCard, Preview } from '../../../preload/contract';
import { type Language, translator } from '../../i18n/i18n';
import type { Log } from '../../log/log';
import { messageOf } from '../../failure/failure';
import type { AskFile } from '../ask-file';
import type { ClusterKeeper } from '../cluster/live';
import type { Guides } from '../guide/guides';
import { keptProgress } from '../guide/progress-file';
import type { Handlers, Tell } from '../ipc';
import type { Terminals } from '../terminals/terminals';
import { toldOf } from '../told';
import { cardOf, cardProgress, factsOf } from './card';
import { createPreview } from './preview';
import type { Opened, Shelf } from './shelf';

interface LibraryOptions {
  shelf: Shelf;
  /** The lab that is open, which the keeper and the terminals ask for, too. */
  open: { get: () => Opened; set: (opened: Opened) => void };
  keeper: Pick<ClusterKeeper, 'live' | 'start' | 'stop' | 'reset'>;
  guides: Pick<Guides, 'open' | 'reread' | 'current'>;
  terminals: Pick<Terminals, 'followLab'>;
  progressFolder: string;
  tell: Tell;
  language: () => Language;
  log: Log;
  askFile: AskFile;
}

export interface Library {
  calls: Handlers['library'];
  preview(): Preview;
  /** Tells the window which labs there are, as soon as they are read. */
  tellCards(): void;
}

/** Endings of what is a lab in one file. */
const labEndings = ['md', 'markdown', 'zip'];

export function createLibrary(options: LibraryOptions): Library {
  const { shelf, open, keeper, guides, terminals, progressFolder, tell, language, log, askFile } = options;
  /** Of several at once the last one asked for is opened. */
  let asked = 0;
  const preview = createPreview({
    ...{ tell, log },
    read: async () => shelf.read(open.get().source),
    onRead: async (opened) => {
      open.set(opened);
      await guides.reread(opened.lab);
      terminals.followLab();
      await shelf.note(opened);
    },
  });
  const cardFor = async (source: string, origin: LabCard['origin']): Promise<LabCard | undefined> => {
    const isOpen = open.get().source === source;
    try {
      const { lab, name } = isOpen ? open.get() : await shelf.read(source);
      const kept = isOpen ? guides.current().progress() : await keptProgress(progressFolder, name, lab);
      const rest = { source, origin, isOpen, progress: cardProgress(kept, lab), failure: undefined };
      return cardOf(factsOf(lab), rest);
    } catch (error) {
      const known = shelf.remembered().find((each) => each.source === source);
      log.warn({ source, error: messageOf(error) }, 'a lab of the library cannot be read');
      const rest = { source, origin, isOpen, progress: undefined, failure: toldOf(error) };
      return known && cardOf(known.facts, rest);
    }
  };
  const list = async (): Promise<LabCard[]> => {
    const places = [
      ...(await shelf.shipped()).map((source) => ({ source, origin: 'shipped' as const })),
      ...shelf.remembered().map(({ source }) => ({ source, origin: 'opened' as const })),
    ];
    const cards: LabCard[] = [];
    // One after the other: each may be read in a thread of its own.
    for (const { source, origin } of places) {
      const card = await cardFor(source, origin);
      if (card) cards.push(card);
    }
    return cards;
  };
  /** In the background: the lab is open before all the others are read. */
  const tellCards = (): void => {
    list().then(
      (cards) => tell('library', 'changed', cards),
      (error: unknown) => log.warn({ error: messageOf(error) }, 'the library cannot be listed'),
    );
  };

  return {
    preview: () => preview.state(),
    tellCards,
    calls: {
      list,
      open: async (source, nodes) => {
        const mine = (asked += 1);
        const opened = await shelf.read(source);
        if (mine !== asked) return;
        const isSame = opened.source === open.get().source;
        preview.stop();
        open.set(opened);
        if (isSame) await guides.reread(opened.lab);
        else await guides.open(opened.lab, opened.name);
        void makeNodes(keeper, opened.lab.terminals, nodes);
        terminals.followLab();
        await shelf.note(opened);
        tellCards();
      },
      choose: (kind) =>
        kind === 'folder'
          ? askFile.folder()
          : askFile.open(translator(language())('library:labFiles'), labEndings),
      forget: async (source) => {
        await shelf.forget(source);
        tellCards();
      },
      follow: (on) => (on ? preview.start(open.get().lab) : preview.stop()),
    },
  };
}

/** What a lab needs of the cluster: as many nodes as terminals, new ones where that is wanted; nothing for a page. */
async function makeNodes(
  keeper: LibraryOptions['keeper'],
  terminals: number,
  nodes: 'keep' | 'new',
): Promise<void> {
  if (terminals === 0) return;
  const before = keeper.live();
  // One that was starting for another lab goes on, and may turn out too small.
  if (!before) await keeper.start();
  const there = keeper.live()?.cluster.nodes.length;
  if (there === undefined || (!before && there >= terminals)) return;
  const fits = nodes === 'keep' ? there >= terminals : there === terminals;
  if (fits) return nodes === 'new' ? keeper.reset() : undefined;
  await keeper.stop();
  await keeper.start();
}
