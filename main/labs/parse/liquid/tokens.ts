// Cuts a post into Liquid tokens; marks that nobody closed and tags that nobody knows are warnings.
import {
  type Liquid,
  TokenizationError,
  Tokenizer,
  TokenKind,
  type TagToken,
  type TopLevelToken,
} from 'liquidjs';
import type { Warn } from '../post';

export interface LiquidText {
  /** The source, in which broken marks are hidden from Liquid. */
  text: string;
  tokens: TopLevelToken[];
}

/** Marks after which a post is taken as plain text: real posts have some dozens, and the work is quadratic in them. */
const markLimit = 2000;
/** Broken marks after which a post is taken as plain text. */
const brokenLimit = 50;
/** Unicode's noncharacters stand for hidden braces and percent signs: no text contains them. */
const hiddenBrace = '\uFDD0';
const hiddenPercent = '\uFDD1';

export function tokensOf(
  source: string,
  liquid: Liquid,
  lineAt: (offset: number) => number,
  warn: Warn,
): LiquidText {
  const found =
    (source.match(/\{[{%]/g) ?? []).length <= markLimit && hideBroken(source, liquid, lineAt, warn);
  if (!found) {
    warn(undefined, 'labs:liquidTooMuch', { limit: markLimit });
    const text = source.replace(/\{[{%]/g, hide);
    return { text, tokens: new Tokenizer(text).readTopLevelTokens(liquid.options) };
  }
  const tokens = found.tokens.filter((token) => {
    const unknown = token.kind === TokenKind.Tag && !isKnown((token as TagToken).name, liquid);
    if (unknown) warn(lineAt(token.begin), 'labs:liquidTag', { tag: (token as TagToken).name });
    return !unknown;
  });
  return { text: found.text, tokens };
}

/** The braces that `hide` replaced. */
export function unhide(text: string): string {
  return text.replaceAll(hiddenBrace, '{').replaceAll(hiddenPercent, '%');
}

/** Same length, so that every offset stays. */
function hide(mark: string): string {
  return mark.replaceAll('{', hiddenBrace).replaceAll('%', hiddenPercent);
}

function hideBroken(
  source: string,
  liquid: Liquid,
  lineAt: (offset: number) => number,
  warn: Warn,
): LiquidText | undefined {
  let text = source;
  for (let broken = 0; broken < brokenLimit; broken++) {
    try {
      return { text, tokens: new Tokenizer(text).readTopLevelTokens(liquid.options) };
    } catch (thrown) {
      const at = thrown instanceof TokenizationError ? markBefore(text, thrown) : -1;
      if (at === -1) return undefined;
      warn(lineAt(at), 'labs:liquidOpen', { mark: source.slice(at, at + 20).split('\n')[0] ?? '' });
      text = text.slice(0, at) + hide(text.slice(at, at + 2)) + text.slice(at + 2);
    }
  }
  return undefined;
}

/** Offset of the mark that an error is about: its token begins there, or behind `{% raw %}`. */
function markBefore(text: string, error: TokenizationError): number {
  const { begin } = error.token;
  const isMark = /^\{[{%]/.test(text.slice(begin, begin + 2)) && !error.message.startsWith('raw ');
  return isMark ? begin : text.lastIndexOf('{%', begin - 1);
}

/** `else`, `when` and `end…` belong to the tag before them. */
function isKnown(name: string, liquid: Liquid): boolean {
  const opener = name.startsWith('end') ? name.slice('end'.length) : name;
  return Object.hasOwn(liquid.tags, opener) || ['else', 'elsif', 'when'].includes(name);
}
