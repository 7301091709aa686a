// Plays one command block: types it, waits for its end, compares what it printed with what the lab shows.
import { Failure } from '../../failure/failure';
import { runCommand } from '../../terminals/run-command';
import { captureFrom } from '../captures/captures';
import { type Cue, judge } from '../cue';
import type { ActionReport } from './report';
import type { Stage } from './stage';
import { stopwatch } from './stopwatch';

/** Milliseconds: a rolling update of six tasks, two by two with 15 s between, takes 130 s under emulation. */
const commandLimit = 600_000;
/** Characters of a failed command's output that the report shows. */
const shownOutput = 600;

/** `commands`: only what makes the cluster's state, so outputs are not compared and links not opened. */
export type Scope = 'all' | 'commands';

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
    const result = await runCommand(terminal, cue.text, { signal: stage.signal, timeoutMs: commandLimit });
    const { output } = result;
    const { exitStatus, meant, difference } = judge(cue, result);
    const { captured, missed } = captureFrom(cue.captures, output);
    Object.assign(stage.captured, captured);
    const shown = output.trim().slice(-shownOutput);
    const [lost] = missed;
    const detail = !meant
      ? say('rehearsal:exitStatus', { status: exitStatus, output: shown })
      : lost && say('sidecar:captureMissed', { ...lost, output: shown });
    const actions: ActionReport[] = [
      { ...command, status: detail ? 'failed' : 'passed', seconds: seconds(), ...(detail ? { detail } : {}) },
    ];
    if (cue.expected && !detail && scope === 'all') {
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
