// Plays one command block: types it, waits for its end, compares what it printed with what the lab shows.
import { Failure } from '../../failure/failure';
import { runCommand } from '../../terminals/run-command';
import type { CodeBlock, CommandBlock, OutputBlock } from '../lab';
import { compareOutput } from './compare';
import type { ActionReport } from './report';
import type { Stage } from './stage';
import { stopwatch } from './stopwatch';

/** Milliseconds: a rolling update of six tasks, two by two with 15 s between, takes 130 s under emulation. */
const commandLimit = 600_000;
/** Characters of a failed command's output that the report shows. */
const shownOutput = 600;

/** `commands`: only what makes the cluster's state, so outputs are not compared and links not opened. */
export type Scope = 'all' | 'commands';

/** What is played, on which terminals, and the output that the lab shows for it. */
export interface Cue {
  line: number;
  terminals: number[];
  text: string;
  expected: OutputBlock | undefined;
}

export async function cueOf(
  block: CommandBlock | CodeBlock,
  expected: OutputBlock | undefined,
  stage: Stage,
): Promise<Cue | undefined> {
  if (block.kind === 'command')
    return { line: block.line, terminals: [block.terminal], text: block.code, expected };
  if (!block.runs) return undefined;
  const { command, terminals } = block.runs;
  const state = await stage.watch.refresh();
  const outside = state.nodes.flatMap((node, index) => (node.swarm === 'inactive' ? [index + 1] : []));
  const text = command.kind === 'text' ? block.code : await joinCommand(stage, command.role);
  return { line: block.line, terminals: terminals.length > 0 ? terminals : outside, text, expected };
}

/** The join command with the running swarm's true token, as `docker swarm join-token` would print it. */
async function joinCommand(stage: Stage, role: 'worker' | 'manager'): Promise<string> {
  const state = stage.watch.current();
  const at = state.nodes.findIndex(({ member }) => member?.leader);
  if (at < 0) throw new Failure('cluster', 'rehearsal:noSwarm');
  const { api } = stage.node(at + 1).inner;
  const [swarm, info] = (await Promise.all([api.swarmInspect(), api.info() as Promise<unknown>])) as [
    { JoinTokens: { Worker: string; Manager: string } },
    { Swarm: { NodeAddr: string } },
  ];
  const token = role === 'worker' ? swarm.JoinTokens.Worker : swarm.JoinTokens.Manager;
  return `docker swarm join --token ${token} ${info.Swarm.NodeAddr}:2377`;
}

/** Plays on each terminal in turn; stops at the first that fails. */
export async function playCue(cue: Cue, stage: Stage, scope: Scope): Promise<ActionReport[]> {
  const actions: ActionReport[] = [];
  for (const number of cue.terminals) {
    await stage.settle();
    stage.forget();
    actions.push(...(await playOn(number, cue, stage, scope)));
    if (actions.some(({ status }) => status === 'failed')) break;
  }
  return actions;
}

async function playOn(number: number, cue: Cue, stage: Stage, scope: Scope): Promise<ActionReport[]> {
  const seconds = stopwatch();
  const { say } = stage;
  const node = stage.node(number).name;
  const command = { kind: 'command' as const, line: cue.line, node, text: cue.text };
  try {
    const terminal = await stage.terminal(number);
    const { statuses, output } = await runCommand(terminal, cue.text, {
      signal: stage.signal,
      timeoutMs: commandLimit,
    });
    const exitStatus = statuses.find((status) => status !== 0) ?? 0;
    const difference = cue.expected && compareOutput(cue.expected.text, output);
    // A lab that shows the error message of a command means it to fail; any other must succeed.
    const meant = exitStatus === 0 || (cue.expected !== undefined && difference === undefined);
    const detail = say('rehearsal:exitStatus', {
      status: exitStatus,
      output: output.trim().slice(-shownOutput),
    });
    const actions: ActionReport[] = [
      { ...command, status: meant ? 'passed' : 'failed', seconds: seconds(), ...(meant ? {} : { detail }) },
    ];
    if (cue.expected && meant && scope === 'all') {
      const firstLine = cue.expected.text.split('\n').find((line) => line.trim() !== '') ?? '';
      const output = {
        kind: 'output' as const,
        line: cue.expected.line,
        node,
        text: firstLine.trim(),
        seconds: 0,
      };
      actions.push(
        difference
          ? { ...output, status: 'failed', detail: say('rehearsal:difference', { ...difference }) }
          : { ...output, status: 'passed' },
      );
    }
    return actions;
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'cancelled') throw error;
    return [{ ...command, status: 'failed', seconds: seconds(), detail: error.sentence(stage.language) }];
  }
}
