// The guide of the lab that is open, which another one takes the place of; and what is the same for all of them.
import type { Progress } from '../../../preload/contract';
import type { Language } from '../../i18n/i18n';
import { translator } from '../../i18n/i18n';
import type { Lab } from '../../labs/lab';
import type { Log } from '../../log/log';
import type { AskFile } from '../ask-file';
import type { Handlers, Tell } from '../ipc';
import type { Terminals } from '../terminals/terminals';
import { carryOver } from './carry';
import { createGuide, type Guide, type GuideCalls, type GuideOptions } from './guide';
import { exportProgress, importProgress } from './progress-exchange';
import { createTimeSpent } from './time-spent';

interface GuidesOptions {
  keeper: GuideOptions['keeper'];
  terminals: Pick<Terminals, 'main'>;
  paths: GuideOptions['paths'];
  tell: Tell;
  language: () => Language;
  log: Log;
  askFile: AskFile;
  /** Saves the window's page, as it prints, in that file. */
  printTo: (file: string) => Promise<void>;
}

export interface Guides {
  calls: Handlers['guide'];
  /** @throws Error before `open`. */
  current(): Guide;
  /** Opens the guide of a lab, and tells the window; `name`: of its progress file. */
  open(lab: Lab, name: string): Promise<void>;
  /** The lab that is open, read anew: the progress goes on as far as it can. */
  reread(lab: Lab): Promise<void>;
  /** The learner did something. */
  active(): void;
  /** Whether the window is seen. */
  setWatched(watched: boolean): void;
}

export function createGuides(options: GuidesOptions): Guides {
  const { tell, language, askFile, printTo } = options;
  let opened: { lab: Lab; name: string; guide: Guide } | undefined;
  const now = (): NonNullable<typeof opened> => {
    if (!opened) throw new Error('no lab is open');
    return opened;
  };
  const times = createTimeSpent((seconds) => opened?.guide.spend(seconds));
  const replace = async (lab: Lab, name: string, carried?: Progress): Promise<void> => {
    times.settle();
    await opened?.guide.dispose();
    const guide = await createGuide({ ...options, lab, name, carried });
    opened = { lab, name, guide };
    tell('guide', 'lab', { lab, progress: guide.progress() });
    tell('guide', 'travel', guide.travel());
  };
  const fileName = (ending: string): string =>
    `${now().lab.id}-${new Date().toISOString().slice(0, 10)}.${ending}`;

  return {
    current: () => now().guide,
    open: replace,
    reread: (lab) => replace(lab, now().name, carryOver(now().guide.progress(), now().lab, lab)),
    active: () => times.active(),
    setWatched: (watched) => times.setWatched(watched),
    calls: {
      ...delegated(() => now().guide.calls),
      show: (step) => {
        times.settle();
        return now().guide.calls.show(step);
      },
      savePdf: async () => {
        const file = await askFile.save(fileName('pdf'));
        if (file !== undefined) await printTo(file);
        return file;
      },
      exportProgress: async () => {
        times.settle();
        const { lab, guide } = now();
        const file = await askFile.save(fileName('json'));
        if (file !== undefined) await exportProgress(file, guide.progress(), lab);
        return file;
      },
      importProgress: async () => {
        const { lab, guide } = now();
        const file = await askFile.open(translator(language())('library:progressFiles'), ['json']);
        if (file !== undefined) guide.adopt(await importProgress(file, lab));
        return file;
      },
    },
  };
}

/** Each call goes to the guide that is open when it comes. */
function delegated(calls: () => GuideCalls): GuideCalls {
  return {
    show: (step) => calls().show(step),
    run: (line) => calls().run(line),
    insert: (line, terminal) => calls().insert(line, terminal),
    text: (line) => calls().text(line),
    answer: (line, answer) => calls().answer(line, answer),
    hint: (step, count) => calls().hint(step, count),
    restart: () => calls().restart(),
    solution: (step) => calls().solution(step),
    solve: (step) => calls().solve(step),
    goTo: (step) => calls().goTo(step),
    redo: (step) => calls().redo(step),
    cancelTravel: () => calls().cancelTravel(),
    diagnose: (step) => calls().diagnose(step),
  };
}
