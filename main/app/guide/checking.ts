// Looks at the checks that are due whenever the cluster changes, and ticks what holds.
import type { CheckView, Progress } from '../../../preload/contract';
import type { ClusterState } from '../../cluster/state';
import { type Language, translator } from '../../i18n/i18n';
import { messageOf } from '../../failure/failure';
import { type CheckResult, checkState } from '../../labs/checks';
import type { Lab } from '../../labs/lab';
import { checkPage, type PageExpectation } from '../../labs/rehearsal/check-page';
import { checkRollingUpdate } from '../../labs/rolling-update';
import type { ClusterKeeper, Live } from '../cluster/live';
import { allChecks, dueChecks, failsTruly, isNew, keyOf, needsAction, type PlacedCheck } from './due';
import { type MostMissing, mostMissing } from './missing';
import { waiting } from './progress';

interface CheckingOptions {
  keeper: Pick<ClusterKeeper, 'live' | 'on'>;
  lab: Lab;
  language: () => Language;
  progress: () => Progress;
  /** Whether nothing is to be ticked now: it would not be the learner's doing. */
  paused: () => boolean;
  /** Names of checks that were armed when the app ended. */
  armed: string[];
  /** Told what a check shows now, and what is armed. */
  onViews: (views: [PlacedCheck, CheckView][], armed: string[]) => void;
}

export interface Checking {
  /** Looks again, as the learner went elsewhere. */
  look(): void;
  /** Says that these lines of a step were run: what is checked after them may be ticked from now on. */
  ran(step: string, code: string): void;
  /** Forgets what was seen. */
  forget(): void;
}

/** Milliseconds between two looks at pages. */
const pagePause = 2_000;

export function createChecking(options: CheckingOptions): Checking {
  const { keeper, lab, language, progress, paused, onViews } = options;
  const all = allChecks(lab);
  const armed = new Set(options.armed);
  let missing = mostMissing();
  let isAsking = false;
  let timer: NodeJS.Timeout | undefined;

  const see = (state: ClusterState): void => {
    missing.note(state);
    for (const placed of all)
      if (needsAction(placed) && failsTruly(placed.check, state)) armed.add(keyOf(placed));
  };
  /** Ticking one may make others due, so until nothing changes any more. */
  const lookAtState = (): void => {
    const live = keeper.live();
    if (!live || paused()) return;
    const state = live.watch.current();
    let ticked: boolean;
    do {
      const views = dueChecks(lab, progress()).flatMap((placed): [PlacedCheck, CheckView][] => {
        const result = resultOf(placed, state, missing, armed);
        return result ? [[placed, viewOf(result)]] : [];
      });
      ticked = views.some(([, { kind }]) => kind !== 'open');
      onViews([...notDue(), ...views], [...armed]);
    } while (ticked);
    void lookAtPages(live);
  };
  /** Those that were looked at, and are not any more. */
  const notDue = (): [PlacedCheck, CheckView][] => {
    const due = new Set(dueChecks(lab, progress()).map(keyOf));
    return all
      .filter(
        (placed) =>
          !due.has(keyOf(placed)) && progress().checks[placed.step]?.[placed.index]?.kind === 'open',
      )
      .map((placed) => [placed, waiting]);
  };
  const lookAtPages = async (live: Live): Promise<void> => {
    if (isAsking) return;
    clearTimeout(timer);
    const pages = dueChecks(lab, progress()).flatMap((placed) =>
      placed.check.expect.kind === 'page' ? [{ placed, expect: placed.check.expect }] : [],
    );
    if (pages.length === 0) return;
    isAsking = true;
    const ticked = await askAll(live, pages);
    isAsking = false;
    if (ticked || keeper.live() !== live) lookAtState();
    else timer = setTimeout(lookAtState, pagePause).unref();
  };
  const askAll = async (
    live: Live,
    pages: { placed: PlacedCheck; expect: PageExpectation }[],
  ): Promise<boolean> => {
    let ticked = false;
    for (const { placed, expect } of pages) {
      const result = await askPage(live, expect, language());
      // Meanwhile the nodes may be others, the learner elsewhere, or the progress forgotten.
      const isStillDue = dueChecks(lab, progress()).some((due) => keyOf(due) === keyOf(placed));
      if (keeper.live() !== live || !isStillDue || paused()) continue;
      onViews([[placed, viewOf(result)]], [...armed]);
      ticked ||= result.kind !== 'fails';
    }
    return ticked;
  };
  const follow = (live: Live | undefined): void => {
    missing = mostMissing();
    if (!live) return;
    if (isNew(live.watch.current())) armed.clear();
    const changed = (): void => {
      see(live.watch.current());
      if (keeper.live() === live) lookAtState();
    };
    live.watch.onChange(changed);
    changed();
  };
  keeper.on('live', follow);
  follow(keeper.live());

  return {
    look: lookAtState,
    ran: (step, code) => {
      for (const placed of all) {
        const { after } = placed.check;
        if (placed.step === step && after !== undefined && code.includes(after)) armed.add(keyOf(placed));
      }
      // What it changed is seen first.
      keeper.live()?.watch.refresh().then(lookAtState, lookAtState);
    },
    forget: () => {
      armed.clear();
      const live = keeper.live();
      if (live) see(live.watch.current());
    },
  };
}

/** Undefined for a page, which is not told by the state. */
function resultOf(
  placed: PlacedCheck,
  state: ClusterState,
  missing: MostMissing,
  armed: Set<string>,
): CheckResult | undefined {
  const { expect, after } = placed.check;
  switch (expect.kind) {
    case 'page':
    case 'task':
    case 'network':
    case 'container':
    case 'file':
    case 'script':
      return undefined;
    case 'rolling-update':
      return checkRollingUpdate(expect, state, missing.of(expect.service));
    case 'node':
    case 'nodes':
    case 'service': {
      const result = checkState(expect, state);
      const isOwn = !needsAction(placed) || armed.has(keyOf(placed));
      return result.kind === 'holds' && !isOwn
        ? { kind: 'fails', expected: after ?? '', found: '–' }
        : result;
    }
  }
}

async function askPage(live: Live, expect: PageExpectation, language: Language): Promise<CheckResult> {
  const { cluster, watch, engine } = live;
  try {
    return await checkPage(expect, {
      cluster,
      watch,
      routingMesh: engine.routingMesh,
      say: translator(language),
    });
  } catch (error) {
    // A node that does not answer just now.
    return { kind: 'fails', expected: `:${expect.port}`, found: messageOf(error) };
  }
}

function viewOf(result: CheckResult): CheckView {
  switch (result.kind) {
    case 'holds':
      return { kind: 'done' };
    case 'unknown':
      return { kind: 'limited', why: result.why };
    case 'fails':
      return { kind: 'open', expected: result.expected, found: result.found };
  }
}
