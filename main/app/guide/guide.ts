// The guide: what the learner does in the lab, what the cluster says to it, and both on disk.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CheckView, Progress } from '../../../preload/contract';
import { Failure } from '../../failure/failure';
import type { Language } from '../../i18n/i18n';
import type { Lab, Step } from '../../labs/lab';
import type { Log } from '../../log/log';
import type { Paths } from '../../paths';
import type { ClusterKeeper } from '../cluster/live';
import type { Handlers, Tell } from '../ipc';
import { notYet } from '../not-yet';
import type { Terminals } from '../terminals/terminals';
import { blockAt } from './blocks';
import { createChecking } from './checking';
import type { PlacedCheck } from './due';
import { isComplete, newProgress, withEnd } from './progress';
import { progressFile } from './progress-file';
import { createRuns } from './runs';

interface GuideOptions {
  keeper: Pick<ClusterKeeper, 'live' | 'on' | 'remember'>;
  terminals: Pick<Terminals, 'main'>;
  lab: Lab;
  paths: Pick<Paths, 'data'>;
  tell: Tell;
  language: () => Language;
  log: Log;
}

export interface Guide {
  /** What the window asks for. */
  calls: Handlers['guide'];
  progress(): Progress;
}

export async function createGuide(options: GuideOptions): Promise<Guide> {
  const { keeper, terminals, lab, paths, tell, language, log } = options;
  const file = progressFile(join(paths.data, 'progress'), lab, log);
  const kept = await file.read();
  let { progress, armed } = kept;
  /** Counts the restarts: what began before one is not told behind it. */
  let round = 0;

  const change = (changed: Partial<Progress>): void => {
    const next = withEnd({ ...progress, ...changed }, lab);
    if (isDeepStrictEqual(next, progress)) return;
    progress = next;
    tell('guide', 'progress', progress);
    file.write({ progress, armed });
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

  const checking = createChecking({
    ...{ keeper, lab, language, armed },
    progress: () => progress,
    onViews: setViews,
  });
  const runs = createRuns({
    live: () => keeper.live(),
    terminals,
    round: () => round,
    onView: (line, view) => change({ runs: { ...progress.runs, [line]: view } }),
    lab,
    captured: () => progress.captures,
    onCaptured: (values) => change({ captures: { ...progress.captures, ...values } }),
    onRan: ({ step, block }) => checking.ran(step.id, block),
  });

  return {
    progress: () => progress,
    calls: {
      show: (id) => {
        const { id: current } = stepOf(id);
        const { visited } = progress;
        change({ current, visited: visited.includes(current) ? visited : [...visited, current] });
        checking.look();
      },
      // Its end is told by the progress; nobody waits for it here.
      run: (line) => void runs.run(blockAt(lab, line)),
      insert: (line, terminal) => runs.insert(blockAt(lab, line), terminal),
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
      ...{ solve: notYet, goTo: notYet, redo: notYet, cancelTravel: notYet, diagnose: notYet },
      ...{ savePdf: notYet, exportProgress: notYet, importProgress: notYet },
      restart: () => {
        round += 1;
        progress = newProgress(lab);
        checking.forget();
        tell('guide', 'progress', progress);
        file.write({ progress, armed });
        checking.look();
      },
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
