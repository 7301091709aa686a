// What each call's arguments must be: the renderer shows labs of others, so nothing that it says is believed unchecked.
import { z } from 'zod';
import type { Calls } from '../../preload/contract';
import { settingsChange } from '../settings/settings';

/** Characters of a text that is typed or copied at once: a pasted file of 10 MB. */
const longestText = 10_000_000;
/** Columns or rows of a screen: 4 times a 4K display in the smallest font. */
const longestSide = 4096;

const text = z.string().max(longestText);
const name = z.string().max(200);
/** A path or an address: longer than any system's. */
const source = z.string().min(1).max(4096);
const line = z.int().min(1);
const terminal = z.int().min(1).max(7);
const side = z.int().min(1).max(longestSide);
const size = z.strictObject({ columns: side, rows: side });
const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('node'), number: terminal }),
  z.strictObject({ kind: z.literal('host') }),
]);
const nothing = z.tuple([]);

/** A key without a value is no change. */
function given<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}

/** One schema of the argument list for each call; one that is missing or does not fit the contract does not compile. */
export const argumentsOf: { [N in keyof Calls]: { [V in keyof Calls[N]]: ArgumentsOf<Calls[N][V]> } } = {
  app: {
    state: nothing,
    openOutside: z.tuple([z.url({ protocol: /^https$/ })]),
    copy: z.tuple([text]),
    paste: nothing,
    quit: nothing,
  },
  settings: { change: z.tuple([settingsChange.transform(given)]) },
  cluster: { start: nothing, stop: nothing, reset: nothing, cancel: nothing, cleanUp: nothing },
  terminals: {
    open: z.tuple([place, size]),
    attach: z.tuple([name, size]),
    write: z.tuple([name, text]),
    resize: z.tuple([name, size]),
    acknowledge: z.tuple([name, z.int().min(0)]),
    close: z.tuple([name]),
  },
  guide: {
    show: z.tuple([name]),
    run: z.tuple([line]),
    insert: z.tuple([line, terminal]),
    text: z.tuple([line]),
    answer: z.tuple([line, z.union([z.array(z.int().min(0)).max(100), z.string().max(10_000)])]),
    hint: z.tuple([name, z.int().min(0).max(100)]),
    restart: nothing,
    solution: z.tuple([name]),
    solve: z.tuple([name]),
    goTo: z.tuple([name]),
    redo: z.tuple([name]),
    cancelTravel: nothing,
    diagnose: z.tuple([name]),
    savePdf: nothing,
    exportProgress: nothing,
    importProgress: nothing,
  },
  library: {
    list: nothing,
    open: z.tuple([source, z.enum(['keep', 'new'])]),
    choose: z.tuple([z.enum(['file', 'folder'])]),
    forget: z.tuple([source]),
    follow: z.tuple([z.boolean()]),
  },
  browser: { answers: z.tuple([name.regex(/^node[1-7]$/), z.int().min(1).max(65_535)]) },
  tasks: { logs: z.tuple([name.regex(/^[0-9a-z]+$/)]) },
  diagnostics: { report: nothing, save: nothing },
};

type ArgumentsOf<F> = F extends (...args: infer A) => unknown ? z.ZodType<A> : never;
