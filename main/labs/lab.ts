// What a lab is once it is read: steps of blocks, and what its sidecar adds.
import type { Expectation } from './expectation';

export type { Expectation };

export interface Lab {
  /** Folder or file name without its ending: `swarm-vue-d-ensemble`. */
  id: string;
  /** Absolute path of the post. */
  path: string;
  title: string;
  language: string;
  author: string | undefined;
  tags: string[];
  /** How many terminals, and so nodes, the lab asks for: 0 to 7; 1 where the post does not say. */
  terminals: number;
  steps: Step[];
  totals: LabTotals;
  /** What does not play as written, in line order. */
  warnings: Warning[];
  sidecar: Sidecar | undefined;
}

export interface LabTotals {
  /** Runnable blocks by terminal: `{ "1": 16, "2": 2 }`. */
  commands: Record<string, number>;
  portLinks: number;
  quizzes: number;
  images: number;
}

export interface Warning {
  /** 1-based, in the post as it is on disk; undefined where no line can be named. */
  line: number | undefined;
  message: { fr: string; en: string };
  /** Whether the lab cannot be played because of it; otherwise something only looks different. */
  breaks: boolean;
  /** Whether it is about something that is not there without a network. */
  offline: boolean;
}

export interface Step {
  /** Slug of the title, unique in the lab: `creation`, `passage-du-node2-en-drain`. */
  id: string;
  title: string;
  /** 1 (before the first heading) to 6. */
  level: number;
  line: number;
  blocks: Block[];
}

export type Block = ProseBlock | CommandBlock | OutputBlock | CodeBlock | QuizBlock;

interface Placed {
  /** 1-based line of its first character in the post as it is on disk. */
  line: number;
}

/**
 * Sanitised HTML, with the port links and images that stand in it, in order: its `<a data-port>` and `<img>`.
 * Ids in it are prefixed: `href="#x"` leads to the step `x`, or to the element `user-content-x`.
 * A list item that goes on behind a fence has the class `continued`, and no bullet of its own.
 */
export interface ProseBlock extends Placed {
  kind: 'prose';
  html: string;
  portLinks: PortLink[];
  images: LabImage[];
}

export interface PortLink extends Placed {
  text: string;
  /** 1-based. */
  terminal: number;
  port: number;
  /** Path on the node's web server: `/`. */
  path: string;
}

export interface LabImage extends Placed {
  alt: string;
  /** As in the post, Liquid rendered: `/images/swarm-1.png`. */
  source: string;
  /** Absolute path of the file; undefined where it is not beside the lab (or is remote). */
  file: string | undefined;
}

/** A fence with an info string `.termN`. */
export interface CommandBlock extends Placed {
  kind: 'command';
  terminal: number;
  code: string;
}

/** What the command (or the runnable code) before it prints. */
export interface OutputBlock extends Placed {
  kind: 'output';
  text: string;
}

/** Any other fence. `runs` says that it is played all the same, and what is typed instead of the text. */
export interface CodeBlock extends Placed {
  kind: 'code';
  language: string | undefined;
  code: string;
  runs: CodeRun | undefined;
}

/** By the sidecar, or by recognising the `docker swarm join --token …` that posts leave to copy and paste. */
export interface CodeRun {
  /** Terminals it is typed into, one after the other; empty: every node that is not in the swarm yet. */
  terminals: number[];
  /** What is typed: the fence's text or another one, or the join command of the running swarm. */
  command: { kind: 'text'; text?: string } | { kind: 'swarm-join'; role: 'worker' | 'manager' };
}

export interface QuizBlock extends Placed {
  kind: 'quiz';
  question: string;
  /** `one` or `several` right choices, or a free `answer`. */
  form: 'one' | 'several' | 'answer';
  choices: { text: string; right: boolean }[];
  answer: string | undefined;
}

// ---- the sidecar, lab.yml ----

/** A text for people, in the lab's language and optionally in the other. */
export interface Said {
  fr: string;
  en?: string | undefined;
}

export interface Sidecar {
  version: 1;
  /** Name of the file that it stands in: `lab.yml`. */
  file?: string;
  summary: Said | undefined;
  /** Minutes that a learner needs. */
  minutes: number | undefined;
  /** What a learner should know before. */
  level: Level | undefined;
  /** Images that the lab pulls: what a pack must hold. */
  images: string[];
  /** By step id. */
  steps: Record<string, StepSidecar>;
}

export type Level = 'beginner' | 'intermediate' | 'advanced';

export interface StepSidecar {
  /** Minutes that a learner needs for the step. */
  minutes: number | undefined;
  runs: RunRule[];
  captures: Capture[];
  checks: Check[];
  hints: Said[];
  /** What makes the step's checks hold, where it is not the step's own commands: read it by `solutionOf`. */
  solution: SolutionLine[];
}

/** What is typed into a terminal; captures are filled in. */
export interface SolutionLine {
  terminal: number;
  text: string;
}

/** A value that later commands of the lab are given: `<name>` in their text stands for it. */
export interface Capture {
  /** `worker-token`; unique in the lab. */
  name: string;
  from:
    /** The first group of the pattern, in what the command that contains `after` printed last. */
    | { kind: 'output'; after: string; pattern: string }
    /** Asked of the running cluster, at the moment when it is needed. */
    | { kind: 'cluster'; value: ClusterValue };
}

export type ClusterValue =
  | { kind: 'worker-token' | 'manager-token' | 'leader' | 'leader-address' }
  | { kind: 'address' | 'id'; node: string };

/** Makes a fence of the step runnable that is no command by itself. */
export interface RunRule {
  /** Text that the fence starts with, or else contains; the first one that does. */
  fence: string;
  terminals: number[];
  command: CodeRun['command'];
}

export interface Check {
  say: Said;
  /** 1-based, in the sidecar. */
  line?: number;
  /** The check is made after the command of the step that contains this text; undefined: at the end of the step. */
  after: string | undefined;
  expect: Expectation;
}
