// Runs a block of the lab in the learner's terminals, as they would type it, and says how it went.
import type { RunView } from '../../../preload/contract';
import { nodesSettled } from '../../cluster/settled';
import type { ClusterState } from '../../cluster/state';
import { within } from '../../engine/within';
import { Failure } from '../../failure/failure';
import {
  asksCluster,
  captureFrom,
  type Captured,
  capturesOf,
  namesIn,
  printedBy,
  withValues,
} from '../../labs/captures/captures';
import { type Cue, cueOf, judge } from '../../labs/cue';
import type { Lab } from '../../labs/lab';
import { typedText } from '../../labs/mentions';
import { isBusy, pasteOf, runCommand } from '../../terminals/run-command';
import type { Live } from '../cluster/live';
import type { Terminals } from '../terminals/terminals';
import { toldOf } from '../told';
import type { FoundBlock } from './blocks';

interface RunsOptions {
  live: () => Live | undefined;
  terminals: Pick<Terminals, 'main'>;
  lab: Pick<Lab, 'sidecar'>;
  /** Values that outputs gave so far. */
  captured: () => Captured;
  /** Told what an output gave. */
  onCaptured: (values: Captured) => void;
  /** Changes when the progress is forgotten: what began before is not told any more. */
  round: () => number;
  /** Told as it goes on. */
  onView: (line: number, view: RunView) => void;
  /** Told when a block has run on all its terminals, well or not. */
  onRan: (found: FoundBlock) => void;
}

export interface Runs {
  /** Types it into each of its terminals in turn, also behind one that failed. Never rejects: that is a view, too. */
  run(found: FoundBlock): Promise<void>;
  /**
   * Types it without running it.
   * @throws Failure `cluster` where a captured value is not there yet.
   */
  insert(found: FoundBlock, terminal: number): Promise<void>;
  /** What would be typed: as it stands in the lab while there is no swarm, or a captured value is not there yet. */
  text(found: FoundBlock): Promise<string>;
}

/** Milliseconds: a promotion takes one to three seconds, and some more under emulation. */
const breath = 10_000;

export function createRuns({ live, terminals, lab, captured, round, ...told }: RunsOptions): Runs {
  /** Numbers of the terminals that a run types into, or will. */
  const taken = new Set<number>();
  /** Lines that are being run, of this round. */
  const running = new Set<string>();

  const cue = async ({ step, block, expected }: FoundBlock, look = lookOnce): Promise<Cue> => {
    const now = live();
    if (!now) throw new Failure('cluster', 'terminals:noCluster');
    const known = {
      captures: capturesOf(lab),
      values: captured(),
      printed: printedBy(block, step, lab),
    };
    const found = await cueOf(block, expected, now.cluster, () => look(now), known);
    if (!found) throw new Failure('bad-input', 'labs:noBlockAt', { line: block.line });
    return found;
  };
  const text: Runs['text'] = async (found) => {
    const asWritten = withValues(typedText(found.block), captured());
    if (!live()) return asWritten;
    try {
      return (await cue(found)).text;
    } catch (error) {
      if (error instanceof Failure) return asWritten; // no swarm yet, or a value that is not there
      throw error;
    }
  };
  /** A name instead of its value would be typed in vain: the sentence about it says what to run first. */
  const insertable = async (found: FoundBlock): Promise<string> => {
    const typed = await text(found);
    const isUnfilled = namesIn(typed).some((name) => capturesOf(lab).some((each) => each.name === name));
    return isUnfilled && live() ? (await cue(found)).text : typed;
  };
  const typeInto = async (number: number, wanted: Cue): Promise<RunView | undefined> => {
    const terminal = await terminals.main(number);
    if (!isBusy(terminal)) await takeBreath(live());
    const result = await runCommand(terminal, wanted.text, { attended: true });
    const { exitStatus, meant } = judge(wanted, result);
    told.onCaptured(captureFrom(wanted.captures, result.output).captured);
    return meant ? undefined : { kind: 'failed', terminals: [number], exitStatus };
  };

  return {
    text,
    run: async (found) => {
      const { line } = found.block;
      const began = round();
      const onView = (view: RunView): void => {
        if (round() === began) told.onView(line, view);
      };
      const name = `${began}:${line}`;
      if (running.has(name)) return;
      running.add(name);
      let mine: number[] = [];
      let at: number[] = found.block.kind === 'command' ? [found.block.terminal] : [];
      onView({ kind: 'running', terminals: at });
      try {
        const { block } = found;
        const isJoin = block.kind === 'code' && block.runs?.command.kind === 'swarm-join';
        const wantsLeader = isJoin || asksCluster(typedText(block), capturesOf(lab));
        const wanted = await cue(found, wantsLeader ? lookForLeader : lookOnce);
        at = wanted.terminals;
        refuseTaken(wanted, taken);
        mine = wanted.terminals;
        mine.forEach((number) => taken.add(number));
        let failed: RunView | undefined;
        for (const [index, number] of wanted.terminals.entries()) {
          at = [number];
          onView({ kind: 'running', terminals: wanted.terminals.slice(index) });
          failed = (await typeInto(number, wanted)) ?? failed;
        }
        onView(failed ?? { kind: 'passed', terminals: wanted.terminals });
        if (round() === began) told.onRan(found);
      } catch (error) {
        onView({ kind: 'failed', terminals: at, failure: toldOf(busyOf(error, at)) });
      } finally {
        running.delete(name);
        mine.forEach((number) => taken.delete(number));
      }
    },
    insert: async (found, number) => {
      const terminal = await terminals.main(number);
      terminal.write(pasteOf(await insertable(found)));
    },
  };
}

function lookOnce({ watch }: Live): Promise<ClusterState> {
  return watch.refresh();
}

/** A swarm that was made a moment ago has its leader when its node has said so, which takes a busy one some seconds. */
async function lookForLeader({ watch }: Live): Promise<ClusterState> {
  await watch.refresh();
  const enough = AbortSignal.timeout(breath);
  const isLed = ({ nodes }: ClusterState): boolean => nodes.some(({ member }) => member?.leader);
  // Without one, the sentence about it is said by whoever needs it.
  return watch.until(isLed, enough).catch(() => watch.current());
}

/** Until nodes that are joining or being promoted have become what they will be: who clicks is faster than who types. */
async function takeBreath(live: Live | undefined): Promise<void> {
  if (!live) return;
  const enough = new AbortController();
  const settled = live.watch.refresh().then(() => live.watch.until(nodesSettled, enough.signal));
  // What takes longer is the learner's to see.
  await within(breath, settled).catch(() => undefined);
  enough.abort();
}

/** Before the shell itself tells that it runs something. */
function refuseTaken({ terminals }: Cue, taken: Set<number>): void {
  const terminal = terminals.find((number) => taken.has(number));
  if (terminal !== undefined) throw new Failure('cluster', 'terminals:busyNumber', { terminal });
}

/** Which terminal is busy is known here only. */
function busyOf(error: unknown, [terminal]: number[]): unknown {
  const isBusy = error instanceof Failure && error.text === 'terminals:busy' && terminal !== undefined;
  return isBusy ? new Failure('cluster', 'terminals:busyNumber', { terminal }) : error;
}
