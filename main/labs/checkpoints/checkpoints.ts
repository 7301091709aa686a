// Time travel: named moments of a cluster that one can go back to. Each engine has its way; who asks does not see it.
import type { Cluster } from '../../cluster/cluster';
import type { StepOptions } from '../../cluster/steps';
import { Failure } from '../../failure/failure';

/** A step of a lab, by names that last. */
export interface LabStep {
  /** Name of a lab that ships with Essaim, or absolute path of another. */
  lab: string;
  /** Its id. */
  step: string;
}

export interface Checkpoint {
  /** Unique in the cluster: see `refuseBadName`. */
  name: string;
  /** ISO 8601, UTC. */
  savedAt: string;
  /** The step at whose end it was saved. */
  step?: LabStep | undefined;
  /** Bytes on disk. */
  size: number;
  /** `machine`: memory and disk are put back as they were; `replay`: the lab is played anew up to its step. */
  how: 'machine' | 'replay';
}

/** The checkpoints of one cluster. */
export interface Checkpoints {
  /** Oldest first. */
  list(): Promise<Checkpoint[]>;
  /**
   * Replaces the one of the same name; drops the oldest where there are too many.
   * @throws Failure `usage` where the name, or a step that this engine cannot do without, does not fit.
   */
  save(name: string, step?: LabStep): Promise<Checkpoint>;
  /**
   * Goes back and returns the cluster anew; the one before is closed, also where this fails on its way.
   * @throws Failure `usage` where there is none of that name, before anything is changed.
   */
  restore(name: string, options: StepOptions): Promise<Cluster>;
}

/** UTF-16 units: what a list shows on one line. */
const longestName = 60;

/**
 * Names may be parts of file names, and stand on a line of their own.
 * @throws Failure `usage`.
 */
export function refuseBadName(name: string): void {
  const isPath = /[/\\]|^\.{1,2}$/.test(name);
  if (name.trim() === '' || name.length > longestName || isPath || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(name))
    throw new Failure('usage', 'checkpoints:badName', { most: longestName });
}
