// What kramdown's constructs for the Markdown tokenizer share: its types, the codes they look at, and a line read whole.
import type { Data } from 'unified';
import 'remark-parse';

export type Extension = NonNullable<Data['micromarkExtensions']>[number];
export type Construct = Exclude<NonNullable<NonNullable<Extension['text']>[string]>, unknown[]>;
export type NodeExtension = Exclude<NonNullable<Data['fromMarkdownExtensions']>[number], unknown[]>;
export type State = ReturnType<Construct['tokenize']>;
export type Code = Parameters<State>[0];
export type Effects = Parameters<Construct['tokenize']>[0];
export type Tokenizer = ThisParameterType<Construct['tokenize']>;
export type TokenType = Parameters<Effects['enter']>[0];

/** First characters of constructs. */
export const start = { dollar: 36, asterisk: 42, colon: 58, lessThan: 60, caret: 94, brace: 123 } as const;

/** Tabs are -2 and -1, ends of lines below. */
export function isLineEnd(code: Code): boolean {
  return code === null || code < -2;
}

export function isBlank(code: Code): boolean {
  return code === -2 || code === -1 || code === 32;
}

export function characterOf(code: Code): string {
  if (code === null) return '';
  if (code < -2) return '\n';
  return code < 0 ? ' ' : String.fromCharCode(code);
}

/** Whether the line that comes next belongs to a container that has ended. */
export function isLazy(tokenizer: Tokenizer): boolean {
  return tokenizer.parser.lazy[tokenizer.now().line] === true;
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    kramdownData: 'kramdownData';
  }
}

/** Constructs that are read to their end in vain, in one text, before no more are tried: the work is quadratic in them. */
const failureLimit = 20;
const failures = new WeakMap<Tokenizer['parser'], number>();

/** Whether a construct that may have no end is still to be tried; each end that is not found counts. */
export function mayTry({ parser }: Tokenizer): boolean {
  return (failures.get(parser) ?? 0) < failureLimit;
}

export function countFailure({ parser }: Tokenizer): void {
  failures.set(parser, (failures.get(parser) ?? 0) + 1);
}

/** Consumes the content of a token; in a text, each end of line has to be a token of its own. */
export class Content {
  private isOpen = false;

  constructor(private readonly effects: Effects) {}

  consume(code: Code): void {
    if (isLineEnd(code)) {
      this.close();
      this.effects.enter('lineEnding');
      this.effects.consume(code);
      this.effects.exit('lineEnding');
      return;
    }
    if (!this.isOpen) this.effects.enter('kramdownData');
    this.isOpen = true;
    this.effects.consume(code);
  }

  close(): void {
    if (this.isOpen) this.effects.exit('kramdownData');
    this.isOpen = false;
  }
}

/** A token of one whole line that `accepts` says is one; `interrupts` paragraphs or not. */
export function lineConstruct(
  type: TokenType,
  interrupts: boolean,
  accepts: (line: string) => boolean,
): Construct {
  return {
    name: type,
    tokenize(effects, ok, nok) {
      let line = '';
      if (this.interrupt && !interrupts) return nok;
      return (code) => {
        effects.enter(type);
        return inside(code);
      };

      function inside(code: Code): State | undefined {
        if (!isLineEnd(code)) {
          if (line.length > lineLimit) return nok(code);
          line += characterOf(code);
          effects.consume(code);
          return inside;
        }
        if (!accepts(line)) return nok(code);
        effects.exit(type);
        return ok(code);
      }
    },
  };
}

/** Characters that are read of a line in vain, at most. */
const lineLimit = 4000;
