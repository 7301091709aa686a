// `essaim shell NODE`: a node's terminal in this one.
import { attachCluster, type Cluster } from '../cluster/cluster';
import { Failure } from '../failure/failure';
import { openNodeShell } from '../terminals/node-shell';
import { openSession } from '../terminals/session';
import type { TerminalExit } from '../terminals/terminal';
import type { Context } from './context';
import { onEngine } from './on-engine';

/**
 * Milliseconds between two Ctrl-D's. One is not enough: what comes before the shell's first prompt, or while a command
 * runs, is not heard by the shell.
 */
const endPause = 500;

export async function shell(context: Context, nodeName: string, { name }: { name: string }): Promise<number> {
  return onEngine(context, { name, purpose: 'find' }, async ({ engine, call, cluster }) =>
    shellOn(context, nodeName, await attachCluster(engine, cluster, call)),
  );
}

async function shellOn(context: Context, nodeName: string, cluster: Cluster): Promise<number> {
  const node = cluster.nodes.find((candidate) => candidate.name === nodeName);
  if (!node) {
    const nodes = cluster.nodes.map((candidate) => candidate.name).join(', ');
    cluster.close();
    throw new Failure('usage', 'cli:noNode', { node: nodeName, nodes });
  }
  const { stdin, stdout } = process;
  const size = (): { columns: number; rows: number } => ({
    columns: stdout.columns || 80,
    rows: stdout.rows || 24,
  });
  const terminal = openSession(await openNodeShell(node.container, { size: size() }));
  terminal.on('data', (text) => stdout.write(text, () => terminal.acknowledge(text.length)));
  const exited = new Promise<TerminalExit>((resolve) => terminal.on('exit', resolve));
  const resize = (): void => void terminal.resize(size());
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let typed = '';
  let ending: NodeJS.Timeout | undefined;
  stdin.on('data', (text: string) => {
    terminal.write(text);
    typed = text;
  });
  // Piped input that ends means what Ctrl-D means, on a line of its own.
  stdin.on('end', () => {
    if (typed !== '' && !/[\r\n]$/.test(typed)) terminal.write('\r');
    ending = setInterval(() => terminal.write('\x04'), endPause);
  });
  stdout.on('resize', resize);
  context.signal.addEventListener('abort', () => void terminal.close());
  try {
    const exit = await exited;
    if (exit.kind === 'lost')
      throw new Failure('cluster', 'cli:shellLost', { node: nodeName, why: exit.why });
    return exit.exitStatus ?? 0;
  } finally {
    clearInterval(ending);
    if (stdin.isTTY) stdin.setRawMode(false);
    stdin.pause();
    stdout.off('resize', resize);
    await terminal.close();
    cluster.close();
  }
}
