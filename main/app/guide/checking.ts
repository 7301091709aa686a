// Looks at the checks that are due whenever the cluster changes, and ticks what holds.
import type { CheckView, Progress } from '../../../preload/contract';
import type { ClusterState } from '../../cluster/state';
import { type Language, translator } from '../../i18n/i18n';
import { type CheckResult, checkState, isOfState } from '../../labs/checks';
import { evaluate } from '../../labs/checks/evaluate';
import type { Block, Lab } from '../../labs/lab';
import { mentions } from '../../labs/mentions';
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
  /** Names of checks that were armed when the app ended. */
  armed: string[];
  /** Told what a check shows now, and what is armed. */
  onViews: (views: [PlacedCheck, CheckView][], armed: string[]) => void;
}

export interface Checking {
  /** Looks again, as the learner went elsewhere. */
  look(): void;
  /** Says that a block of a step was run: what is checked after it may be ticked from now on. */
  ran(step: string, block: Block): void;
  /** Forgets what was seen. */
  forget(): void;
}

/** Milliseconds between two looks at what the nodes are asked for. */
const askPause = 2_000;

export function createChecking(options: CheckingOptions): Checking {
  const { keeper, lab, language, progress, onViews } = options;
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
    if (!live) return;
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
    void lookAtAsked(live);
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
  const lookAtAsked = async (live: Live): Promise<void> => {
    if (isAsking) return;
    clearTimeout(timer);
    const asked = dueChecks(lab, progress()).filter(isAsked);
    if (asked.length === 0) return;
    isAsking = true;
    const ticked = await askAll(live, asked);
    isAsking = false;
    if (ticked || keeper.live() !== live) lookAtState();
    else timer = setTimeout(lookAtState, askPause).unref();
  };
  const askAll = async (live: Live, asked: PlacedCheck[]): Promise<boolean> => {
    const isDue = (placed: PlacedCheck): boolean =>
      dueChecks(lab, progress()).some((due) => keyOf(due) === keyOf(placed));
    let ticked = false;
    for (const placed of asked) {
      if (!isDue(placed)) continue;
      const result = await ask(live, placed, missing, language());
      // Meanwhile the nodes may be others, the learner elsewhere, or the progress forgotten.
      const isStillDue = isDue(placed);
      if (keeper.live() !== live || !isStillDue) continue;
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
    ran: (step, block) => {
      for (const placed of all) {
        const { after } = placed.check;
        if (placed.step === step && after !== undefined && mentions(block, after)) armed.add(keyOf(placed));
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

/** Undefined for what the nodes are asked for, which is not told by the state. */
function resultOf(
  placed: PlacedCheck,
  state: ClusterState,
  missing: MostMissing,
  armed: Set<string>,
): CheckResult | undefined {
  const { expect, after } = placed.check;
  if (expect.kind === 'rolling-update') return checkRollingUpdate(expect, state, missing.of(expect.service));
  if (!isOfState(expect)) return undefined;
  const result = checkState(expect, state);
  const isOwn = !needsAction(placed) || armed.has(keyOf(placed));
  return result.kind === 'holds' && !isOwn ? { kind: 'fails', expected: after ?? '', found: '–' } : result;
}

function isAsked({ check: { expect } }: PlacedCheck): boolean {
  return expect.kind !== 'rolling-update' && !isOfState(expect);
}

function ask(
  { cluster, watch, engine }: Live,
  { check }: PlacedCheck,
  missing: MostMissing,
  language: Language,
): Promise<CheckResult> {
  const { routingMesh } = engine;
  const mostMissing = (service: string): number => missing.of(service);
  return evaluate(check.expect, { cluster, watch, routingMesh, say: translator(language), mostMissing });
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
