// What every command of the CLI works with.
import type { Engine } from '../engine/engine';
import { connectDocker } from '../engine/docker/connect';
import { type Call, createCall } from '../engine/runner';
import { type Language, type Translate, translator } from '../i18n/i18n';
import type { Progress } from '../cluster/steps';
import { withPacks } from '../images/packs';
import { type ImageStore, openStore } from '../images/store';
import { createLog } from '../log/log';
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
  connect: () => Promise<{ engine: Engine; call: Call }>;
  images: () => Promise<ImageStore>;
}

export interface ContextOptions {
  language: Language;
  verbose: boolean;
  signal: AbortSignal;
}

export function createContext({ language, verbose, signal }: ContextOptions): Context {
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
    connect: async () => {
      const engine = await connectDocker(environment);
      return { engine, call: createCall(engine.endpoint, log) };
    },
    images: async () => withPacks(await openStore(paths.images), paths.packs, paths.cache),
  };
}
