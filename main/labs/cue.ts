// What a block of a lab types: its terminals, its text with the running swarm's own values, and what it should print.
import type { Cluster } from '../cluster/cluster';
import type { ClusterState } from '../cluster/state';
import { Failure } from '../failure/failure';
import { alwaysKnown, type PrintedCapture } from './captures/captures';
import { fill, type Known } from './captures/fill';
import type { Block, CodeBlock, CommandBlock, OutputBlock } from './lab';
import { typedText } from './mentions';
import { compareOutput, type Difference } from './rehearsal/compare';

/** What is played, on which terminals, and the output that the lab shows for it. */
export interface Cue {
  line: number;
  terminals: number[];
  text: string;
  expected: OutputBlock | undefined;
  /** Values that its output gives to later commands. */
  captures: PrintedCapture[];
}

/** What is known of captured values when a block is played. */
export interface KnownHere extends Known {
  /** Those that the block itself prints. */
  printed: PrintedCapture[];
}

/**
 * `read` gives the state of this very moment. Undefined where the block is only to be read.
 * @throws Failure `cluster` where a token is wanted and there is no swarm, or a captured value that is not there yet.
 */
export async function cueOf(
  block: CommandBlock | CodeBlock,
  expected: OutputBlock | undefined,
  cluster: Pick<Cluster, 'nodes'>,
  read: () => Promise<ClusterState>,
  known: KnownHere = { captures: alwaysKnown, values: {}, printed: [] },
): Promise<Cue | undefined> {
  const cue = { line: block.line, expected, captures: known.printed };
  if (block.kind === 'command')
    return { ...cue, terminals: [block.terminal], text: await fill(block.code, known, cluster, read) };
  if (!block.runs) return undefined;
  const { command, terminals } = block.runs;
  const state = await read();
  const outside = state.nodes.flatMap((node, index) => (node.swarm === 'inactive' ? [index + 1] : []));
  const text =
    command.kind === 'text'
      ? await fill(typedText(block), known, cluster, () => Promise.resolve(state))
      : await joinCommand(cluster, state, command.role);
  return { ...cue, terminals: terminals.length > 0 ? terminals : outside, text };
}

/** The join command with the running swarm's true token, as `docker swarm join-token` would print it. */
async function joinCommand(
  { nodes }: Pick<Cluster, 'nodes'>,
  state: ClusterState,
  role: 'worker' | 'manager',
): Promise<string> {
  const leader = state.nodes.findIndex(({ member }) => member?.leader);
  const api = nodes[leader]?.inner.api;
  if (!api) throw new Failure('cluster', 'rehearsal:noSwarm');
  const [swarm, info] = (await Promise.all([api.swarmInspect(), api.info() as Promise<unknown>])) as [
    { JoinTokens: { Worker: string; Manager: string } },
    { Swarm: { NodeAddr: string } },
  ];
  const token = role === 'worker' ? swarm.JoinTokens.Worker : swarm.JoinTokens.Manager;
  return `docker swarm join --token ${token} ${info.Swarm.NodeAddr}:2377`;
}

/** The output block that belongs to the command at `index`: the next one before anything else that is played. */
export function outputAfter(blocks: Block[], index: number): OutputBlock | undefined {
  for (const block of blocks.slice(index + 1)) {
    if (block.kind === 'output') return block;
    if (block.kind === 'command' || (block.kind === 'code' && block.runs)) return undefined;
  }
  return undefined;
}

export interface Judgement {
  /** Of the first command of the block that failed, else 0. */
  exitStatus: number;
  /** A lab that shows the error message of a command means it to fail; any other must succeed. */
  meant: boolean;
  /** Between what the lab shows and what was printed. */
  difference: Difference | undefined;
}

export function judge(
  { expected }: Cue,
  { statuses, output }: { statuses: number[]; output: string },
): Judgement {
  const exitStatus = statuses.find((status) => status !== 0) ?? 0;
  const difference = expected && compareOutput(expected.text, output);
  const meant = exitStatus === 0 || (expected !== undefined && difference === undefined);
  return { exitStatus, meant, difference };
}
