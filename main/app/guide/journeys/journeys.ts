// The guide's journeys: to the start of any step, and through a step's solution; and what is wrong with the cluster.
import type { Diagnosis, Progress, Travel } from '../../../../preload/contract';
import { Failure, messageOf } from '../../../failure/failure';
import type { Language } from '../../../i18n/i18n';
import type { Lab } from '../../../labs/lab';
import type { OnStops } from '../../../labs/travel/stops';
import { travel } from '../../../labs/travel/travel';
import type { Log } from '../../../log/log';
import type { Paths } from '../../../paths';
import type { ClusterKeeper } from '../../cluster/live';
import type { Handlers } from '../../ipc';
import type { Terminals } from '../../terminals/terminals';
import { toldOf } from '../../told';
import { diagnosisOf } from './diagnosis';
import { keptGround } from './kept-ground';
import type { Runs } from '../runs';
import { solve } from './solve';

export interface JourneysOptions {
  keeper: Pick<ClusterKeeper, 'live' | 'on' | 'reset' | 'restore' | 'cancel' | 'phase'>;
  terminals: Pick<Terminals, 'main'>;
  lab: Lab;
  paths: Pick<Paths, 'labs'>;
  language: () => Language;
  log: Log;
  runs: Pick<Runs, 'run'>;
  progress: () => Progress;
  /** Whether a block was run on these nodes, and went well. */
  hasRun: (line: number) => boolean;
  onCaptured: (values: Progress['captures']) => void;
  tell: (travel: Travel) => void;
  onArrived: (step: string) => void;
  /** The same, and the step is open again. */
  onReopened: (step: string) => void;
  onSolved: () => void;
}

export interface Journeys {
  calls: Pick<Handlers['guide'], 'goTo' | 'redo' | 'solve' | 'cancelTravel' | 'diagnose'>;
  /** @throws Failure `cluster` while one is under way: its commands and the learner's would mix. */
  refuseUnderWay(): void;
  /** The last one is no news any more. */
  forget(): void;
}

type Purpose = Extract<Travel, { step: string }>['purpose'];

export function createJourneys(options: JourneysOptions): Journeys {
  const { keeper, lab, language, log, hasRun } = options;
  let view: Travel = { kind: 'none' };
  let under: AbortController | undefined;

  const tell = (next: Travel): void => {
    view = next;
    options.tell(next);
  };
  const isUnderWay = (): boolean => view.kind === 'under-way';
  const begin = (
    step: string,
    purpose: Purpose,
    go: (signal: AbortSignal, onStops: OnStops) => Promise<void>,
    arrive: () => void,
  ): void => {
    if (isUnderWay()) throw new Failure('cluster', 'travel:underWayAlready');
    if (!keeper.live()) throw new Failure('cluster', 'terminals:noCluster');
    if (!lab.steps.some(({ id }) => id === step)) throw new Failure('bad-input', 'labs:noStep', { step });
    const controller = new AbortController();
    under = controller;
    let last = { stops: [] as Extract<Travel, { step: string }>['stops'], done: 0 };
    const show = (kind: Extract<Travel, { step: string }>['kind'], failure?: unknown): void =>
      tell({ kind, step, purpose, ...last, ...(failure !== undefined && { failure: toldOf(failure) }) });
    const perform = async (): Promise<void> => {
      try {
        await go(controller.signal, (stops, done) => {
          last = { stops, done };
          show('under-way');
        });
        last = { ...last, done: 1 };
        show('arrived');
        arrive();
      } catch (error) {
        log.info({ step, error: messageOf(error) }, 'a journey did not arrive');
        const reason: unknown = controller.signal.reason;
        const isCancelled = controller.signal.aborted && !(reason instanceof Failure);
        show(
          isCancelled ? 'cancelled' : 'failed',
          isCancelled ? undefined : reason instanceof Failure ? reason : error,
        );
        options.onSolved(); // what was reached on the way may be ticked
      }
    };
    show('under-way');
    void perform();
  };
  const goTo = (step: string, purpose: 'go' | 'redo', arrive: (step: string) => void): void => {
    const go = async (signal: AbortSignal, onStops: OnStops): Promise<void> => {
      const ground = keptGround(options, (other) => under?.abort(other));
      const captured = { ...options.progress().captures };
      try {
        await travel({ lab, step, ground, signal, onStops, captured, ran: hasRun, language: language() });
        options.onCaptured(captured);
      } finally {
        ground.leave();
      }
    };
    begin(step, purpose, go, () => arrive(step));
  };

  return {
    refuseUnderWay: () => {
      if (isUnderWay()) throw new Failure('cluster', 'travel:underWay');
    },
    forget: () => tell({ kind: 'none' }),
    calls: {
      goTo: (step) => goTo(step, 'go', options.onArrived),
      redo: (step) => goTo(step, 'redo', options.onReopened),
      solve: (step) =>
        begin(step, 'solve', (signal, onStops) => solve(options, step, signal, onStops), options.onSolved),
      cancelTravel: () => under?.abort(),
      diagnose: (step): Promise<Diagnosis> => diagnosisOf(options, step),
    },
  };
}
