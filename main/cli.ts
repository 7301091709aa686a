// Entry of the `essaim` command: signals, exit status, and the one place that prints a failure.
import { CommanderError } from 'commander';
import { askedLanguage, run, usageFailure } from './cli/program';
import { exitCodes, Failure, messageOf } from './failure/failure';
import { translator } from './i18n/i18n';

/** EX_SOFTWARE of sysexits(3): a fault of ours. */
const internalError = 70;

const arguments_ = process.argv.slice(2);
const language = askedLanguage(arguments_);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second Ctrl-C does not wait for the clean-up; `essaim down` is then owed.
    if (stop.signal.aborted) process.exit(exitCodes.cancelled);
    stop.abort();
    process.stderr.write(`${translator(language)('cli:stopping')}\n`);
  });
}

async function main(): Promise<number> {
  try {
    return await run(arguments_, stop.signal);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help and --version
    // No command at all: the help was shown, which says it all.
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage;
    const failure = error instanceof CommanderError ? usageFailure(error.message) : error;
    return tell(failure);
  }
}

function tell(error: unknown): number {
  if (error instanceof Failure) {
    process.stderr.write(`essaim: ${error.sentence(language)}\n`);
    if (arguments_.includes('--verbose') && error.causeText) process.stderr.write(`${error.causeText}\n`);
    return exitCodes[error.kind];
  }
  process.stderr.write(`essaim: ${translator(language)('cli:internal', { said: messageOf(error) })}\n`);
  if (error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
  return internalError;
}

// Connections into the nodes may still be open; what was asked is done.
void main().then((exitStatus) => process.exit(exitStatus));
