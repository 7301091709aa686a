// A lab that cannot be played to its end is refused before anything is started for it.
import { Failure } from '../failure/failure';
import type { Language } from '../i18n/i18n';
import type { Lab } from './lab';

/** @throws Failure `bad-input` that names the first passage in the way. */
export function refuseBroken({ path, warnings }: Lab, language: Language): void {
  const broken = warnings.find(({ breaks }) => breaks);
  if (!broken) return;
  const at = `${path}:${broken.line ?? 1}`;
  throw new Failure('bad-input', 'labs:breaks', { at, message: broken.message[language] });
}
