// The `essaim` command: its words and options. What each does stands in the file of its name.
import { isIPv4 } from 'node:net';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { EngineWish } from '../engine/choose';
import { machineCluster } from '../engine/embedded/ready';
import { Failure } from '../failure/failure';
import { type Language, languageOf, languages, translator } from '../i18n/i18n';
import { version } from '../../package.json';
import { inspectCommand } from './authors/inspect';
import { newCommand } from './authors/new';
import { rehearseCommand } from './authors/rehearse';
import { listCheckpoints, restoreCheckpoint, saveCheckpoint } from './checkpoint';
import { type Context, createContext } from './context';
import { doctor } from './doctor';
import { engineCommand } from './engine';
import { downCommand } from './down';
import { resetCommand } from './reset';
import { shell } from './shell';
import { status } from './status';
import { suspendCommand } from './suspend';
import { upCommand } from './up';

interface GlobalOptions {
  engine?: EngineWish;
  lang: Language;
  verbose: boolean;
}

/** Exit status of the command that ran. */
export type ExitStatus = number;

/** Runs the command line `arguments_` (without node and script). */
export async function run(arguments_: string[], signal: AbortSignal): Promise<ExitStatus> {
  let exitStatus = 0;
  const language = askedLanguage(arguments_);
  const program = describe(language, signal, (status) => {
    exitStatus = status;
  });
  await program.parseAsync(arguments_, { from: 'user' });
  return exitStatus;
}

/** The help is written, and a command line refused, before the options are read: this one is read first. */
export function askedLanguage(arguments_: string[]): Language {
  const words = arguments_.flatMap((argument) => argument.split('='));
  const at = words.indexOf('--lang');
  return languages.find((language) => language === words[at + 1] && at >= 0) ?? languageOf(process.env);
}

function describe(language: Language, signal: AbortSignal, onExit: (status: ExitStatus) => void): Command {
  const say = translator(language);
  const program = new Command('essaim')
    .description(say('cli:essaim'))
    .version(version, '-V, --version', say('cli:version'))
    .helpOption('-h, --help', say('cli:help'))
    .helpCommand(false)
    .addOption(new Option('--lang <language>', say('cli:lang')).choices(languages).default(language))
    .addOption(
      new Option('--engine <engine>', say('cli:engineOption'))
        .choices(['auto', 'docker', 'embedded'])
        .env('ESSAIM_ENGINE'),
    )
    .option('--verbose', say('cli:verbose'), false)
    .configureHelp({
      styleTitle: (title) => titles(language)[title] ?? title,
      // Our own texts name choices and defaults; commander's would be in English.
      optionDescription: (option) => option.description,
    })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();

  /** A command whose action gets the context and says its exit status. */
  const act =
    <A extends unknown[]>(action: (context: Context, ...rest: A) => Promise<ExitStatus>) =>
    async (...rest: A): Promise<void> => {
      const { lang, verbose, engine } = program.opts<GlobalOptions>();
      onExit(await action(createContext({ language: lang, verbose, signal, engine }), ...rest));
    };
  const add = (name: string, key: Parameters<typeof say>[0], parent = program): Command =>
    parent
      .command(name)
      .description(say(key))
      .helpOption('-h, --help', say('cli:help'))
      .helpCommand(false)
      .configureHelp(program.configureHelp());
  const named = (command: Command): Command =>
    command.option('-n, --name <name>', say('cli:name'), clusterName, machineCluster);
  const json = (command: Command): Command => command.option('--json', say('cli:json'), false);

  json(add('doctor', 'cli:doctor')).action(act(doctor));
  named(add('up [lab]', 'cli:up'))
    .option('--nodes <count>', say('cli:nodes'), nodeCount)
    .option('--memory <MiB>', say('cli:memory'), mebibytes)
    .option('--subnet <subnet>', say('cli:subnet'), subnet)
    .action(act(upCommand));
  named(add('down', 'cli:down')).option('--all', say('cli:all'), false).action(act(downCommand));
  named(add('suspend', 'cli:suspend')).action(act(suspendCommand));
  add('engine [engine]', 'cli:engine').action(act(engineCommand));
  named(add('reset', 'cli:reset')).action(act(resetCommand));
  json(named(add('status', 'cli:status'))).action(act(status));
  named(add('shell <node>', 'cli:shell')).action(act(shell));
  const checkpoint = add('checkpoint', 'checkpoints:command');
  json(named(add('list', 'checkpoints:commandList', checkpoint))).action(act(listCheckpoints));
  named(add('save <checkpoint>', 'checkpoints:commandSave', checkpoint))
    .option('--lab <lab>', say('checkpoints:optionLab'))
    .option('--step <step>', say('checkpoints:optionStep'))
    .action(act(saveCheckpoint));
  named(add('restore <checkpoint>', 'checkpoints:commandRestore', checkpoint)).action(act(restoreCheckpoint));
  add('new <folder>', 'authoring:new').action(act(newCommand));
  json(add('inspect <lab>', 'cli:inspect')).action(act(inspectCommand));
  json(add('rehearse [lab]', 'cli:rehearse'))
    .option('--report <file>', say('cli:report'))
    .option('--junit <file>', say('cli:junit'))
    .option('--keep', say('cli:keep'), false)
    .addOption(new Option('--watch', say('authoring:watch')).default(false).conflicts('keep'))
    .option('--memory <MiB>', say('cli:memory'), mebibytes)
    .option('--subnet <subnet>', say('cli:subnet'), subnet)
    .action(act(rehearseCommand));
  return program;
}

function titles(language: Language): Record<string, string> {
  if (language !== 'fr') return {};
  return {
    'Usage:': 'Utilisation :',
    'Options:': 'Options :',
    'Commands:': 'Commandes :',
    'Arguments:': 'Arguments :',
  };
}

function clusterName(name: string): string {
  // Parts of container names and labels: what the Docker API takes, and short enough to read.
  if (!/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) throw new InvalidArgumentError('a-z 0-9 -, 1–32');
  return name;
}

function nodeCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 7) throw new InvalidArgumentError('1–7');
  return count;
}

function mebibytes(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 256) throw new InvalidArgumentError('≥ 256');
  return count * 2 ** 20;
}

function subnet(text: string): string {
  if (!/\.0\/24$/.test(text) || !isIPv4(text.replace('/24', '')))
    throw new InvalidArgumentError('a.b.c.0/24');
  return text;
}

/** What commander says of a wrong command line, as a failure. */
export function usageFailure(said: string): Failure {
  return new Failure('usage', 'cli:badUsage', { said: said.replace(/^error: /, '') });
}
