// Words of a shell command that only the running shell, or the learner, can fill in.
import { unknownPart } from './shell';

/** `$IMAGE`, `<image>`, an empty word: nothing can be said of it beforehand. */
export function isAbsent(word: string): boolean {
  return word === '' || word.includes(unknownPart) || /[<>]/.test(word);
}
