// What a diagnosis works with.
import type { Language, Translate } from '../i18n/i18n';
import type { ImageStore } from '../images/store';
import type { Log } from '../log/log';
import type { Paths } from '../paths';

export interface DiagnosisContext {
  environment: NodeJS.ProcessEnv;
  paths: Paths;
  language: Language;
  say: Translate;
  /** Ends what takes too long. */
  signal: AbortSignal;
  log: Log;
  images: () => Promise<ImageStore>;
}

/** Bytes as people read them: `1.5`. */
export function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
