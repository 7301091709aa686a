// The guide: what the learner does in the lab, what the cluster says to it, and both on disk.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CheckView, Progress, Travel } from '../../../preload/contract';
import { Failure } from '../../failure/failure';
import type { Language } from '../../i18n/i18n';
import type { Lab, Step } from '../../labs/lab';
import type { Log } from '../../log/log';
import type { Paths } from '../../paths';
import type { ClusterKeeper } from '../cluster/live';
import type { Handlers, Tell } from '../ipc';
import type { Terminals } from '../terminals/terminals';
import { arrivedAt, reopened } from './journeys/arrival';
import { blockAt, checksOf } from './blocks';
import { createChecking } from './checking';
import { isNew, type PlacedCheck } from './due';
import { isComplete, newProgress, withEnd } from './progress';
import { progressFile } from './progress-file';
import { createRuns } from './runs';
import { createJourneys } from './journeys/journeys';

export interface GuideOptions {
  keeper: Pick<ClusterKeeper, 'live' | 'on' | 'remember' | 'reset' | 'restore' | 'cancel' | 'phase'>;
  terminals: Pick<Terminals, 'main'>;
  lab: Lab;
  /** Of its progress file: unique among all labs that were ever opened here. */
  name: string;
  /** Where the same lab was open before, as another version: what of its progress goes on. */
  carried?: Progress | undefined;
  paths: Pick<Paths, 'data' | 'labs'>;
  tell: Tell;
  language: () => Language;
  log: Log;
}

/** Those that are about files are the same for every lab: see `guides.ts`. */
export type GuideCalls = Omit<Handlers['guide'], 'savePdf' | 'exportProgress' | 'importProgress'>;

export interface Guide {
  /** What the window asks for. */
  calls: GuideCalls;
  progress(): Progress;
  /** Takes up a progress that was kept elsewhere. */
  adopt(progress: Progress): void;
  /** Notes so many seconds for the step that is shown. */
  spend(seconds: number): void;
  /** Ends it: another lab is open. What its progress was stays on disk. */
  dispose(): Promise<void>;
  /** The way of the cluster to a step, the last there was. */
  travel(): Travel;
}

export async function createGuide(options: GuideOptions): Promise<Guide> {
  const { keeper, terminals, lab, name, carried, paths, tell, language, log } = options;
  const file = progressFile(join(paths.data, 'progress'), name, lab, log);
  const kept = carried ? { progress: carried, armed: [] } : await file.read();
  let { progress, armed } = kept;
  let over = false;
  /** Counts the restarts: what began before one is not told behind it. */
  let round = 0;
  /** Lines that were run on nodes that are no more. */
  let stale = new Set<string>();
  let travelled: Travel = { kind: 'none' };

  const change = (changed: Partial<Progress>): void => {
    const next = withEnd({ ...progress, ...changed }, lab);
    if (isDeepStrictEqual(next, progress)) return;
    progress = next;
    if (!over) tell('guide', 'progress', progress);
    file.write({ progress, armed });
  };
  /** Begins anew, or from elsewhere: nothing of what was seen before counts. */
  const replace = (next: Progress): void => {
    round += 1;
    progress = next;
    checking.forget();
    tell('guide', 'progress', progress);
    file.write({ progress, armed });
    checking.look();
  };
  const setViews = (views: [PlacedCheck, CheckView][], nowArmed: string[]): void => {
    armed = nowArmed;
    const checks = { ...progress.checks };
    for (const [{ step, index }, view] of views)
      checks[step] = (checks[step] ?? []).map((old, at) => (at === index ? view : old));
    const before = progress;
    change({ checks });
    file.write({ progress, armed });
    for (const step of lab.steps)
      if (!isComplete(before, step.id) && isComplete(progress, step.id))
        keeper.remember(checkpointName(step), step.id);
  };
  const stepOf = (id: string): Step => {
    const step = lab.steps.find((each) => each.id === id);
    if (!step) throw new Failure('bad-input', 'labs:noStep', { step: id });
    return step;
  };

  const arrive = (at: Progress): void => {
    change({ ...at, finishedAt: at.finishedAt });
    checking.forget();
    checking.look();
    const before = lab.steps[lab.steps.findIndex(({ id }) => id === at.current) - 1];
    if (before && checksOf(lab, before.id).length > 0) keeper.remember(checkpointName(before), before.id);
  };
  const hasRun = (line: number): boolean =>
    progress.runs[line]?.kind === 'passed' && !stale.has(String(line));
  const leave = keeper.on('live', (live) => {
    if (live && isNew(live.watch.current())) stale = new Set(Object.keys(progress.runs));
  });

  const checking = createChecking({
    ...{ keeper, lab, language, armed },
    progress: () => progress,
    paused: () => travelled.kind === 'under-way' && travelled.purpose !== 'solve',
    onViews: setViews,
  });
  const onCaptured = (values: Progress['captures']): void =>
    change({ captures: { ...progress.captures, ...values } });
  const runs = createRuns({
    live: () => keeper.live(),
    terminals,
    round: () => round,
    onView: (line, view) => change({ runs: { ...progress.runs, [line]: view } }),
    lab,
    captured: () => progress.captures,
    onCaptured,
    onRan: ({ step, block }) => {
      stale.delete(String(block.line));
      checking.ran(step.id, block);
    },
  });
  const journeys = createJourneys({
    ...{ keeper, terminals, lab, paths, language, log, runs, hasRun },
    progress: () => progress,
    tell: (travel) => {
      travelled = travel;
      if (!over) tell('guide', 'travel', travel);
    },
    onCaptured,
    onArrived: (step) => arrive(arrivedAt(progress, lab, stepOf(step).id)),
    onReopened: (step) => {
      round += 1;
      arrive(arrivedAt(reopened(progress, lab, stepOf(step).id), lab, step));
    },
    onSolved: () => checking.look(),
  });

  return {
    progress: () => progress,
    adopt: replace,
    spend: (seconds) => {
      const { current, times } = progress;
      change({ times: { ...times, [current]: (times[current] ?? 0) + seconds } });
    },
    dispose: () => {
      over = true;
      leave();
      void journeys.calls.cancelTravel();
      checking.dispose();
      return file.settled();
    },
    travel: () => travelled,
    calls: {
      ...journeys.calls,
      show: (id) => {
        const { id: current } = stepOf(id);
        const { visited } = progress;
        change({ current, visited: visited.includes(current) ? visited : [...visited, current] });
        checking.look();
      },
      // Its end is told by the progress; nobody waits for it here.
      run: (line) => {
        journeys.refuseUnderWay();
        // From here on the cluster is not where the journey left it.
        if (travelled.kind === 'arrived') journeys.forget();
        void runs.run(blockAt(lab, line));
      },
      insert: (line, terminal) => {
        journeys.refuseUnderWay();
        return runs.insert(blockAt(lab, line), terminal);
      },
      text: (line) => runs.text(blockAt(lab, line)),
      answer: (line, answer) => {
        const isQuiz = lab.steps.some(({ blocks }) =>
          blocks.some((one) => one.kind === 'quiz' && one.line === line),
        );
        if (!isQuiz) throw new Failure('bad-input', 'labs:noQuizAt', { line });
        change({ quizzes: { ...progress.quizzes, [line]: answer } });
      },
      hint: (id, count) => {
        const step = stepOf(id);
        const most = lab.sidecar?.steps[step.id]?.hints.length ?? 0;
        change({ hints: { ...progress.hints, [step.id]: Math.min(count, most) } });
      },
      solution: (id) => {
        const step = stepOf(id);
        const { solutions } = progress;
        change({ solutions: solutions.includes(step.id) ? solutions : [...solutions, step.id] });
      },
      restart: () => replace(newProgress(lab)),
    },
  };
}

/** UTF-16 units: what `refuseBadName` allows. */
const longestName = 60;

/** The step's title as a checkpoint may be called. */
function checkpointName({ title, id }: Step): string {
  const name = title
    .replace(/[/\\\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, longestName);
  return /^\.{0,2}$/.test(name) ? id : name;
}
