// The border between the app's two worlds: every call (the renderer asks) and event (main tells), by noun. Types only.
import type { ClusterState } from '../main/cluster/state';
import type { Ability, EngineKind } from '../main/engine/engine';
import type { FailureKind } from '../main/failure/failure';
import type { Language, TextKey, TextValues } from '../main/i18n/i18n';
import type { Lab } from '../main/labs/lab';
import type { Settings } from '../main/settings/settings';
import type { ShellEvent, TerminalExit, TerminalSize } from '../main/terminals/terminal';

export type { Ability, ClusterState, Lab, Language, Settings, TerminalExit, TerminalSize };
export type { MemberState, NodeState, ServiceState, TaskState } from '../main/cluster/state';
export type * from '../main/labs/lab';

/** A text of the catalogue, with its values. */
export interface Text {
  text: TextKey;
  values: TextValues;
}

/** A failure as it crosses the border: what happened, where and what to do, and the text of what lies below. */
export interface Told extends Text {
  kind: FailureKind | 'fault';
  /** Empty where nothing lies below. */
  cause: string;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Told };

// ---- what the window shows ----

/** All that a window needs to draw itself, at its start and after a reload. */
export interface AppState {
  /** Of Essaim: `0.1.0`. */
  version: string;
  platform: NodeJS.Platform;
  settings: Settings;
  /** What the settings ask for where they leave it to the system. */
  system: { language: Language; dark: boolean };
  /** Whether the GPU is a real one, so that WebGL pays. */
  gpu: boolean;
  lab: Lab;
  phase: Phase;
  /** The last state that was read; undefined while no cluster is up. */
  cluster: ClusterState | undefined;
  leftovers: Leftover[];
  terminals: TerminalInfo[];
  progress: Progress;
}

/** Where the lab's cluster stands. */
export type Phase =
  | { kind: 'down'; /** Why the last start, or the cluster itself, failed. */ failure?: Told }
  | { kind: 'starting' | 'resetting' | 'stopping'; steps: PhaseStep[]; /** 0 to 1. */ done: number }
  | {
      kind: 'up';
      engine: EngineView;
      /** What of the learner's work did not come back after an accident. */ note?: Text;
    }
  /** The engine went away, or a part of the cluster; it is looked for until it is back or the learner stops the lab. */
  | { kind: 'lost'; failure: Told };

export interface PhaseStep extends Text {
  state: 'running' | 'done' | 'failed';
}

export interface EngineView {
  kind: EngineKind;
  /** Why this one. */
  why: Text;
  endpoint: string;
  version: string;
  routingMesh: Ability;
}

/** What an accident left on the engine, or a machine without its owner. */
export interface Leftover {
  name: string;
  /** Containers, volumes, networks, machine. */
  parts: string[];
}

/** What a node's container takes of the engine. */
export interface NodeLoad {
  /** `node1` … */
  node: string;
  /** Share of one CPU, 0 to the number of CPUs. */
  cpu: number;
  /** Bytes. */
  memory: number;
  memoryLimit: number;
}

export type TerminalPlace = { kind: 'node'; /** 1 to 7. */ number: number } | { kind: 'host' };

export interface TerminalInfo {
  id: string;
  place: TerminalPlace;
  /** Whether the lab's commands go to it: the first one of each node. */
  main: boolean;
}

/** What the learner did in a lab, and what the cluster said to it; on disk after every change. */
export interface Progress {
  /** The lab's id. */
  lab: string;
  /** Id of the step that is shown. */
  current: string;
  /** Steps that were shown. */
  visited: string[];
  /** By step id, in the order of the sidecar's checks. */
  checks: Record<string, CheckView[]>;
  /** By line of the block. */
  runs: Record<number, RunView>;
  /** By line of the quiz: indices of the chosen answers, or the text that was typed. */
  quizzes: Record<number, number[] | string>;
  /** By step id: how many hints were opened. */
  hints: Record<string, number>;
  /** ISO 8601, UTC; when the lab was begun, and when its last step was completed. */
  startedAt: string;
  finishedAt?: string | undefined;
}

export type CheckView =
  /** Not looked at yet: the steps before it come first. */
  | { kind: 'waiting' }
  | { kind: 'open'; expected: string; found: string }
  | { kind: 'done' }
  /** This engine cannot show it; `why` says what was seen instead. */
  | { kind: 'limited'; why: string };

export type RunView =
  | { kind: 'running'; /** Terminals it was typed into, and that it still waits for. */ terminals: number[] }
  | { kind: 'passed'; terminals: number[] }
  | { kind: 'failed'; terminals: number[]; exitStatus?: number; failure?: Told };

/** What the learner can ask for from anywhere, by key or menu. */
export type MenuAction = 'settings' | 'shortcuts' | 'diagnostics' | 'reset' | 'stop' | 'start';

// ---- calls: the renderer asks, main answers ----

export interface Calls {
  app: {
    state(): AppState;
    /** Opens an https page in the learner's own browser. */
    openOutside(url: string): void;
    /** The system's clipboard. */
    copy(text: string): void;
    paste(): string;
    quit(): void;
  };
  settings: {
    change(change: Partial<Settings>): Settings;
  };
  cluster: {
    start(): void;
    /** Removes the cluster and all that is on it. */
    stop(): void;
    /** Makes the nodes as new. */
    reset(): void;
    /** Ends a start or a reset that is under way. */
    cancel(): void;
    /** Removes what an accident left. */
    cleanUp(): void;
  };
  terminals: {
    open(place: TerminalPlace, size: TerminalSize): TerminalInfo;
    /** Starts the flow of its data to this window, which must acknowledge it; gives what was printed before. */
    attach(id: string, size: TerminalSize): string;
    write(id: string, text: string): void;
    resize(id: string, size: TerminalSize): void;
    /** Says that `characters` (UTF-16 units) are on the screen. */
    acknowledge(id: string, characters: number): void;
    close(id: string): void;
  };
  guide: {
    /** Shows a step. */
    show(step: string): void;
    /** Types the block at that line into its terminals and waits for its end. */
    run(line: number): void;
    /** Types it without running it, into one terminal. */
    insert(line: number, terminal: number): void;
    /** What a block types in fact: the true token filled in. */
    text(line: number): string;
    answer(line: number, answer: number[] | string): void;
    hint(step: string, count: number): void;
    /** Forgets the progress; the cluster stays as it is. */
    restart(): void;
  };
  browser: {
    /** Whether somebody answers on that port of the node. */
    answers(node: string, port: number): boolean;
  };
  tasks: {
    /** The end of what a task printed: 500 lines at most. */
    logs(task: string): string;
  };
  diagnostics: {
    /** A report without secrets, as text for people. */
    report(): string;
    /** Asks where, and saves it; undefined where the learner changed their mind. */
    save(): string | undefined;
  };
}

// ---- events: main tells ----

export interface Events {
  settings: { changed: Settings };
  app: { menu: MenuAction };
  cluster: {
    phase: Phase;
    state: ClusterState | undefined;
    load: NodeLoad[];
    leftovers: Leftover[];
  };
  terminals: {
    /** All there are, in order. */
    list: TerminalInfo[];
    data: { id: string; text: string };
    shell: { id: string; event: ShellEvent };
    exit: { id: string; exit: TerminalExit };
  };
  guide: { progress: Progress };
}

// ---- what the preload exposes as `window.essaim` ----

type Asked<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<Answer<R>> : never;

export type Api = {
  [N in keyof Calls]: { [V in keyof Calls[N]]: Asked<Calls[N][V]> };
} & {
  /** Subscribes; what it returns unsubscribes. */
  on<N extends keyof Events, E extends keyof Events[N]>(
    noun: N,
    event: E,
    listener: (told: Events[N][E]) => void,
  ): () => void;
};
