// What every command of the CLI works with.
import type { EngineWish } from '../engine/choose';
import { type Language, type Translate, translator } from '../i18n/i18n';
import type { Progress } from '../cluster/steps';
import { withPacks } from '../images/packs';
import { type ImageStore, openStore } from '../images/store';
import { createLog, type Log } from '../log/log';
import { type Paths, pathsOf } from '../paths';

export interface Context {
  environment: NodeJS.ProcessEnv;
  paths: Paths;
  language: Language;
  say: Translate;
  /** Aborts when the user asks to stop (Ctrl-C, SIGTERM). */
  signal: AbortSignal;
  /** Data, on standard output. */
  print: (text: string) => void;
  /** What goes on, on standard error. */
  tell: (text: string) => void;
  onProgress: (progress: Progress) => void;
  /** The engine that was asked for on the command line or by ESSAIM_ENGINE; the setting decides where none was. */
  engine: EngineWish | undefined;
  log: Log;
  images: () => Promise<ImageStore>;
}

export interface ContextOptions {
  engine: EngineWish | undefined;
  language: Language;
  verbose: boolean;
  signal: AbortSignal;
}

export function createContext({ language, verbose, signal, engine }: ContextOptions): Context {
  const environment = process.env;
  const paths = pathsOf(environment);
  const say = translator(language);
  const log = createLog(verbose ? 'verbose' : 'silent');
  const tell = (text: string): void => void process.stderr.write(`${text}\n`);
  return {
    environment,
    paths,
    language,
    say,
    signal,
    print: (text) => void process.stdout.write(`${text}\n`),
    tell,
    onProgress: ({ title, values, state, done }) => {
      if (state === 'done') tell(`${String(Math.round(done * 100)).padStart(4)} %  ${say(title, values)}`);
    },
    engine,
    log,
    images: async () => withPacks(await openStore(paths.images), paths.packs, paths.cache),
  };
}
