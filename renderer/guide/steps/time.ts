// Times of steps and labs in words.
import type { Translate } from '../../../main/i18n/i18n';

/** `seconds` that were spent: `< 1 min`, `12 min`, `1 h 05`. */
export function timeInWords(seconds: number, say: Translate): string {
  const minutes = Math.round(seconds / 60);
  if (minutes === 0) return say('guide:lessThanMinute');
  if (minutes < 60) return say('guide:minutes', { minutes });
  return say('guide:hours', {
    hours: Math.floor(minutes / 60),
    minutes: String(minutes % 60).padStart(2, '0'),
  });
}

/** `minutes` that a learner is expected to need: `≈ 5 min`. */
export function expectedInWords(minutes: number, say: Translate): string {
  return say('guide:about', { time: timeInWords(minutes * 60, say) });
}
