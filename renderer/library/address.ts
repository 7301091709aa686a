// What may be typed as a lab's address.
import type { TextKey } from '../../main/i18n/i18n';

type Judged = { kind: 'good'; url: string } | { kind: 'bad'; why: TextKey };

/** An `https:` or `file:` address of a post or a zip, as it is opened; or what is wrong with it. */
export function judgeAddress(typed: string): Judged {
  const text = typed.trim();
  if (text === '') return { kind: 'bad', why: 'library:addressEmpty' };
  const url = urlOf(text);
  if (!url) return { kind: 'bad', why: 'library:addressNone' };
  if (url.protocol === 'http:') return { kind: 'bad', why: 'library:addressPlain' };
  if (url.protocol !== 'https:' && url.protocol !== 'file:')
    return { kind: 'bad', why: 'library:addressProtocol' };
  if (url.username || url.password) return { kind: 'bad', why: 'library:addressPassword' };
  return { kind: 'good', url: url.href };
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined; // none; Chrome 114 has no URL.canParse
  }
}
