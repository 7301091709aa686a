import type Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeShell } from '../../main/terminals/node-shell';
import { runCommand } from '../../main/terminals/run-command';
import { openSession } from '../../main/terminals/session';
import type { Terminal, TerminalExit, TerminalSize } from '../../main/terminals/terminal';
import { nodeImage, privateDocker } from '../helpers/engine';
import { terminalContract } from './contract';

const SIZE: TerminalSize = { columns: 400, rows: 30 };
const started: Docker.Container[] = [];
let node: Docker.Container;

beforeAll(async () => {
  node = await startNode();
});

afterAll(async () => {
  await Promise.all(started.map((container) => container.remove({ force: true })));
});

/** A container of the node image without its dockerd: shells are all that is looked at here. */
async function startNode(): Promise<Docker.Container> {
  const container = await privateDocker().createContainer({
    Image: await nodeImage(),
    Entrypoint: ['sleep', 'infinity'],
    Hostname: 'node1',
    HostConfig: { NetworkMode: 'none', ExtraHosts: ['node1:172.31.0.11'], Init: true },
  });
  started.push(container);
  await container.start();
  return container;
}

async function open(size = SIZE, container = node): Promise<Terminal> {
  return openSession(await openNodeShell(container, { size, environment: { LAB: 'orchestration' } }));
}

function exitOf(terminal: Terminal): Promise<TerminalExit> {
  return new Promise((resolve) => void terminal.on('exit', resolve));
}

describe('the contract', () => {
  terminalContract({
    open,
    async processes() {
      const { Processes } = (await node.top({ ps_args: '-eo pid,args' })) as { Processes: string[][] };
      return Processes.map(([, command]) => command ?? '');
    },
  });
});

test('is a login shell of root, with its environment and a prompt that names the node', async () => {
  const terminal = await open();
  const asked = 'shopt -q login_shell && echo $USER$PWD $TERM $COLORTERM $LANG $LAB; whoami';
  expect((await runCommand(terminal, asked)).output).toBe(
    '/root xterm-256color truecolor C.UTF-8 orchestration\nroot',
  );
  // eslint-disable-next-line no-control-regex
  const plain = terminal.scrollback().replace(/\x1b\[[\d;?]*[a-zA-Z]|\x1b\][^\x07]*\x07/g, '');
  expect(plain).toMatch(/^\[node1\] \(172\.31\.0\.11\) ~ # /);
  await terminal.close();
});

test('completes the docker command', async () => {
  const terminal = await open();
  expect((await runCommand(terminal, 'complete -p docker || complete -p -D')).exitStatus).toBe(0);
  await terminal.close();
});

test('sourcing the integration twice changes nothing, and without a person it is silent', async () => {
  const terminal = await open();
  expect((await runCommand(terminal, '. /etc/profile.d/essaim.sh')).output).toBe('');
  expect((await runCommand(terminal, '(exit 3)\ntrue')).statuses).toEqual([3, 0]);
  for (const shell of ['bash', 'sh']) {
    expect((await runCommand(terminal, `${shell} -lc 'echo quiet' | od -c | head -1`)).output).toBe(
      '0000000   q   u   i   e   t  \\n',
    );
  }
  expect((await runCommand(terminal, 'exec bash -l')).exitStatus).toBe(0);
  expect((await runCommand(terminal, 'echo again')).output).toBe('again');
  await terminal.close();
});

test('leaves no file of its own behind', async () => {
  const terminal = await open();
  expect((await runCommand(terminal, 'ls /run/essaim')).output).toMatch(/^shell-[-\w]+\.pid$/);
  await terminal.close();
  const other = await open();
  expect((await runCommand(other, 'ls /run/essaim | wc -l')).output).toBe('1');
  await other.close();
});

test('a node that stops takes its terminals with it, and says so', async () => {
  for (const end of ['kill', 'stop', 'restart'] as const) {
    const container = await startNode();
    const terminal = await open(SIZE, container);
    await runCommand(terminal, 'true');
    const exit = exitOf(terminal);
    await (end === 'kill' ? container.kill() : container[end]({ t: 0 }));
    expect(await exit).toMatchObject({ kind: 'lost' });
    await terminal.close();
  }
});

test('a node that does not run gives no terminal, but a sentence', async () => {
  const container = await startNode();
  await container.kill();
  const thrown: unknown = await open(SIZE, container).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ kind: 'cluster', text: 'terminals:noNodeShell' });
});

test('a shell killed by its own user has exited', async () => {
  const terminal = await open();
  await runCommand(terminal, 'true');
  const exit = exitOf(terminal);
  terminal.write('kill -9 $$\r');
  expect(await exit).toEqual({ kind: 'exited', exitStatus: 137 });
  await terminal.close();
});
