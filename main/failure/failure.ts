// What goes wrong and can be said: a kind, one sentence for the learner (French and English), the cause's text.
import { type Language, type TextKey, type TextValues, translator } from '../i18n/i18n';

/**
 * - `usage`: the command line is wrong
 * - `bad-input`: a lab, sidecar, pack or image archive is wrong
 * - `no-engine`: no engine can be reached
 * - `engine`: the engine refused, died or ran out of something
 * - `cluster`: a node, the gateway or the network of a lab failed
 * - `missing-tool`: a program of the machine is needed and absent
 * - `cancelled`: the user asked to stop
 */
export type FailureKind =
  'usage' | 'bad-input' | 'no-engine' | 'engine' | 'cluster' | 'missing-tool' | 'cancelled';

/** The CLI's exit status for each kind; 0 is success, 1 a rehearsal that failed, 70 a fault of ours. */
export const exitCodes: Record<FailureKind, number> = {
  usage: 2,
  'bad-input': 3,
  'no-engine': 4,
  engine: 5,
  cluster: 6,
  'missing-tool': 7,
  cancelled: 130,
};

export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly kind: FailureKind,
    readonly text: TextKey,
    readonly values: TextValues = {},
    options?: { cause?: unknown },
  ) {
    super(translator('en')(text, values), options);
  }

  /** What happened, where and what to do, in one sentence. */
  sentence(language: Language): string {
    return translator(language)(this.text, this.values);
  }

  /** The text of what lies below, empty where nothing does. */
  get causeText(): string {
    return this.cause === undefined ? '' : messageOf(this.cause);
  }
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
