import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openHostShell } from '../../main/terminals/host-shell';
import { runCommand } from '../../main/terminals/run-command';
import { openSession } from '../../main/terminals/session';
import type { Terminal, TerminalSize } from '../../main/terminals/terminal';
import { terminalContract } from './contract';

const integration = join(import.meta.dirname, '../../assets/shell');
const dockerHost = 'unix:///run/essaim-test.sock';
const bash = ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash'].find(existsSync) ?? 'bash';
const zsh = [process.env.ESSAIM_TEST_ZSH ?? '', '/bin/zsh', '/usr/bin/zsh'].find((file) => existsSync(file));
const SIZE: TerminalSize = { columns: 400, rows: 30 };

async function open(size = SIZE, shell = bash): Promise<Terminal> {
  return openSession(await openHostShell({ size, shell, integration, docker: { DOCKER_HOST: dockerHost } }));
}

describe('the contract', () => {
  terminalContract({
    open,
    async processes() {
      const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'args=']);
      return stdout.split('\n');
    },
  });
});

describe('the learner’s own files', () => {
  let home: string;
  let terminal: Terminal | undefined;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'essaim-shell-'));
    vi.stubEnv('HOME', home);
  });
  afterEach(async () => {
    await terminal?.close();
    terminal = undefined;
    vi.unstubAllEnvs();
    await rm(home, { recursive: true, force: true });
  });

  test('bash: are read, their prompt and hooks stay, and the engine is the lab’s', async () => {
    const mine = `PS1='mine> '; PROMPT_COMMAND='seen=$?'; PS0='go '; export MINE=1`;
    await writeFile(join(home, '.bashrc'), `${mine}; . ${integration}/bash-integration.sh\n`);
    vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
    terminal = await open();
    await runCommand(terminal, '(exit 5)');
    expect(terminal.scrollback()).toContain('mine> ');
    const asked = 'echo $seen $MINE $DOCKER_HOST $TERM [$ELECTRON_RUN_AS_NODE$ESSAIM_KEEP_PROMPT] $PWD';
    expect((await runCommand(terminal, asked)).output).toBe(`5 1 ${dockerHost} xterm-256color [] ${home}`);
    // Sourced again by the learner's own file above: once is enough.
    expect((await runCommand(terminal, 'true')).statuses).toEqual([0]);
  });

  test('bash: a prompt set anew keeps its marks', async () => {
    terminal = await open();
    await runCommand(terminal, `PS1='other> '`);
    expect((await runCommand(terminal, 'echo still heard')).output).toBe('still heard');
    expect(
      (await runCommand(terminal, 'exec bash --init-file ' + join(integration, 'host-bash.sh'))).exitStatus,
    ).toBe(0);
  });

  test.skipIf(zsh === undefined)('zsh: are read from its ZDOTDIR, and marks tell commands', async () => {
    const folder = join(home, 'zdot');
    await mkdir(folder);
    vi.stubEnv('ZDOTDIR', folder);
    await writeFile(join(folder, '.zshenv'), 'export ENV_READ=1\n');
    await writeFile(join(folder, '.zshrc'), `RC_READ=1\nprecmd() { seen=$?; PS1='mine> ' }\n`);
    terminal = await open(SIZE, zsh);
    expect(await runCommand(terminal, 'echo $ENV_READ $RC_READ\n(exit 4)')).toMatchObject({
      output: '1 1',
      exitStatus: 4,
    });
    expect((await runCommand(terminal, 'echo $seen $ZDOTDIR')).output).toBe(`4 ${folder}`);
  });
});

test('a shell that is not there ends the terminal', async () => {
  const terminal = await open(SIZE, '/no/such/shell');
  const exit = await new Promise((resolve) => void terminal.on('exit', resolve));
  expect(exit).toMatchObject({ kind: 'exited' });
  await terminal.close();
});

test('without node-pty there is a sentence', async () => {
  vi.doMock('node-pty', () => {
    throw new Error('not built');
  });
  const thrown: unknown = await open().catch((error: unknown) => error);
  vi.doUnmock('node-pty');
  expect(thrown).toMatchObject({ kind: 'missing-tool', text: 'terminals:noPty' });
});
