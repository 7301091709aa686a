// The `essaim` command as a child process, with nothing of this machine's Docker or settings.
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { inject } from 'vitest';
import { repository } from '../../scripts/repository';

export interface CliOptions {
  /** Socket of another engine than the private one. */
  socket?: string;
  /** Set on top of PATH, HOME, DOCKER_HOST, ESSAIM_IMAGES and ESSAIM_LANG; `undefined` takes one away. */
  environment?: Record<string, string | undefined>;
  /** Standard input; empty where none is given. */
  input?: string;
}

export interface CliResult {
  exitStatus: number | undefined;
  stdout: string;
  stderr: string;
}

export interface CliProcess {
  pid: number | undefined;
  /** Resolves when standard error has said this; rejects when the command ends without it. */
  said(text: string | RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  result: Promise<CliResult>;
}

export function startCli(arguments_: string[], options: CliOptions = {}): CliProcess {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    DOCKER_HOST: `unix://${options.socket ?? inject('socket')}`,
    ESSAIM_IMAGES: inject('images'),
    ESSAIM_LANG: 'en',
    ...options.environment,
  };
  const child = execa(process.execPath, [repository('scripts', 'essaim.mjs'), ...arguments_], {
    env,
    extendEnv: false,
    input: options.input ?? '',
    reject: false,
    stripFinalNewline: false,
    // The clean-up after a signal takes the time that it takes.
    forceKillAfterDelay: false,
  });
  const result = child.then(({ exitCode, stdout, stderr }) => ({ exitStatus: exitCode, stdout, stderr }));
  return {
    pid: child.pid,
    said: (text) => said(child, text),
    kill: (signal) => void child.kill(signal),
    result,
  };
}

export function runCli(arguments_: string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(arguments_, options).result;
}

function said(
  child: Pick<ChildProcess, 'once'> & { stderr: Readable },
  text: string | RegExp,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.stderr.on('data', (chunk: Buffer) => {
      heard += chunk.toString('utf8');
      if (typeof text === 'string' ? heard.includes(text) : text.test(heard)) resolve();
    });
    child.once('exit', () => reject(new Error(`the command ended without saying ${String(text)}: ${heard}`)));
  });
}
