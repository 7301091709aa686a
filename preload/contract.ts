// The border between the app's two worlds: every call (the renderer asks) and event (main tells), by noun. Types only.
import type { ClusterState } from '../main/cluster/state';
import type { Ability, EngineKind } from '../main/engine/engine';
import type { FailureKind } from '../main/failure/failure';
import type { Language, TextKey, TextValues } from '../main/i18n/i18n';
import type { Lab, Level, Said } from '../main/labs/lab';
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
  /** Whether the lab's files are looked at, and read anew when they are saved. */
  preview: Preview;
  library: LabCard[];
  phase: Phase;
  /** The last state that was read; undefined while no cluster is up. */
  cluster: ClusterState | undefined;
  leftovers: Leftover[];
  terminals: TerminalInfo[];
  progress: Progress;
  travel: Travel;
}

/** A lab as the library shows it. */
export interface LabCard {
  /** What opens it: the name of a lab that ships with Essaim, a path, or an address. */
  source: string;
  /** Whether it ships with Essaim, or was opened from elsewhere before. */
  origin: 'shipped' | 'opened';
  title: string;
  author: string | undefined;
  /** `fr`, `en`… */
  language: string;
  summary: Said | undefined;
  /** Minutes that a learner needs. */
  minutes: number | undefined;
  level: Level | undefined;
  tags: string[];
  steps: number;
  /** 0: nothing to run, a page to read. */
  terminals: number;
  progress: LabCardProgress | undefined;
  /** Whether it is the one in the window. */
  isOpen: boolean;
  /** Why it cannot be opened any more; what else stands here was true the last time. */
  failure: Told | undefined;
}

export interface LabCardProgress {
  /** Steps that are complete. */
  done: number;
  /** ISO 8601, UTC. */
  startedAt: string;
  finishedAt: string | undefined;
}

export type Preview =
  | { kind: 'off' }
  /** `failure`: why the files, as they were saved last, cannot be shown; the last good ones are. */
  | { kind: 'following'; readAt: number; failure: Told | undefined };

/** The way of the cluster to the start of a step. */
export type Travel =
  | { kind: 'none' }
  | {
      kind: 'under-way' | 'arrived' | 'failed' | 'cancelled';
      /** Id of the step at whose start the cluster is to be. */
      step: string;
      purpose: 'go' | 'redo';
      stops: TravelStop[];
      /** 0 to 1. */
      done: number;
      failure?: Told | undefined;
    };

/** Something that is done on the way: a command, a repair, nodes made as new, a checkpoint taken up, a check. */
export interface TravelStop extends Text {
  /** `node1`; undefined where it is about the whole cluster. */
  node: string | undefined;
  /** What is typed, where something is. */
  command: string | undefined;
  state: 'waiting' | 'running' | 'done' | 'failed';
}

/** How the cluster differs from what a step expects. */
export interface Diagnosis {
  step: string;
  /** Empty where nothing is wrong. */
  faults: Fault[];
}

export interface Fault extends Text {
  /** The node that it is about. */
  node: string | undefined;
  /** What would mend it, and the terminal for it; undefined where no single command does. */
  mend: { terminal: number; command: string } | undefined;
  /** The step whose result is missing. */
  step: string | undefined;
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
  /** By step id: seconds for which it was shown. */
  times: Record<string, number>;
  /** Ids of the steps whose solution was looked at. */
  solutions: string[];
  /** Values that outputs gave to later commands, by the name of the capture. */
  captures: Record<string, string>;
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
export type MenuAction =
  | 'settings'
  | 'shortcuts'
  | 'diagnostics'
  | 'library'
  | 'open-file'
  | 'open-folder'
  | 'open-address'
  | 'reset'
  | 'stop'
  | 'start';

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
    /** Shows the step's solution from now on. */
    solution(step: string): void;
    /** Runs the solution of a step, line by line, in its terminals; told in `travel`. */
    solve(step: string): void;
    /** Brings the cluster to where it is at the start of that step, and shows the step; told in `travel`. */
    goTo(step: string): void;
    /** The same for the step that is shown; what was ticked and run in it is open again. */
    redo(step: string): void;
    cancelTravel(): void;
    /** Compares the cluster with what the step expects by now. */
    diagnose(step: string): Diagnosis;
    /** Asks where, and saves the closing page as PDF, or the progress as JSON; undefined where the learner changed their mind. */
    savePdf(): string | undefined;
    exportProgress(): string | undefined;
    /** Asks which file; undefined where the learner changed their mind. */
    importProgress(): string | undefined;
  };
  library: {
    list(): LabCard[];
    /**
     * Opens a lab in this window: `source` as in its card. The nodes are made as new where `nodes` says so, or where the
     * lab needs another number of them.
     */
    open(source: string, nodes: 'keep' | 'new'): void;
    /** Asks for a post, a zip or a folder; gives its path, and undefined where the learner changed their mind. */
    choose(kind: 'file' | 'folder'): string | undefined;
    /** Takes an opened lab off the list; its files and its progress stay. */
    forget(source: string): void;
    /** Whether the open lab's files are followed as they are saved. */
    follow(on: boolean): void;
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
  guide: {
    /** Another lab is open, or the same was read anew. */
    lab: { lab: Lab; progress: Progress };
    progress: Progress;
    travel: Travel;
  };
  library: { changed: LabCard[]; preview: Preview };
}

// ---- what the preload exposes as `window.essaim` ----

type Asked<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<Answer<R>> : never;

export type Api = {
  [N in keyof Calls]: { [V in keyof Calls[N]]: Asked<Calls[N][V]> };
} & {
  /** Path on disk of a file that was dropped on the window; empty where it has none. */
  pathOf(file: File): string;
  /** Subscribes; what it returns unsubscribes. */
  on<N extends keyof Events, E extends keyof Events[N]>(
    noun: N,
    event: E,
    listener: (told: Events[N][E]) => void,
  ): () => void;
};
