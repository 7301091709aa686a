// kramdown's extensions, `{::comment}…{:/comment}`: comments and options go, `nomarkdown` is HTML as it stands.
import { characterOf, Content, countFailure, isLazy, isLineEnd, mayTry, start } from './construct';
import type { Code, Construct, Extension, NodeExtension, State, TokenType } from './construct';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    blockExtension: 'blockExtension';
    spanExtension: 'spanExtension';
  }
}

const opening = /^\{::(\/?)(comment|nomarkdown|options)(?:\s[^{}]*?)?(\/?)\}/;
/** Characters of the longest extension: bounds what is read in vain where one is never closed. */
const lengthLimit = 20_000;

export const extensionTokens: Extension = {
  flow: { [start.brace]: extension('blockExtension') },
  text: { [start.brace]: extension('spanExtension') },
};

export const extensionNodes: NodeExtension = {
  enter: {
    blockExtension(token) {
      const value = htmlOf(this.sliceSerialize(token));
      this.enter({ type: 'html', value }, token);
    },
    spanExtension(token) {
      const value = htmlOf(this.sliceSerialize(token));
      this.enter({ type: 'html', value }, token);
    },
  },
  exit: {
    blockExtension(token) {
      this.exit(token);
    },
    spanExtension(token) {
      this.exit(token);
    },
  },
};

function extension(type: TokenType): Construct {
  const isBlock = type === 'blockExtension';
  return {
    name: type,
    concrete: true,
    tokenize(effects, ok, nok) {
      // eslint-disable-next-line @typescript-eslint/no-this-alias -- as the states below have no `this`
      const self = this;
      const content = new Content(effects);
      let text = '';
      let isEnded = false;
      return (code) => {
        if (!mayTry(self)) return nok(code);
        effects.enter(type);
        return inside(code);
      };

      function inside(code: Code): State | undefined {
        if (isEnded && (!isBlock || isLineEnd(code))) {
          content.close();
          effects.exit(type);
          return ok(code);
        }
        const isTooLong = text.length > lengthLimit || (text.length === 3 && text !== '{::');
        if (code === null || isTooLong || (isEnded && characterOf(code).trim() !== '')) {
          if (text.length > 3) countFailure(self);
          return nok(code);
        }
        text += characterOf(code);
        const isLine = isLineEnd(code);
        content.consume(code);
        if (!isEnded && text.endsWith('}')) isEnded = isWhole(text);
        return isLine && isBlock ? nextLine : inside;
      }

      function nextLine(code: Code): State | undefined {
        return isLazy(self) ? nok(code) : inside(code);
      }
    },
  };
}

/** From the opening tag to the end of its own, or closed in itself. */
function isWhole(text: string): boolean {
  const [whole, , name, slash] = opening.exec(text) ?? [];
  if (whole === undefined || name === undefined) return false;
  if (slash === '/') return whole === text;
  return name !== 'options' && (text.endsWith('{:/}') || text.endsWith(`{:/${name}}`));
}

function htmlOf(text: string): string {
  const [whole, , name] = opening.exec(text) ?? [];
  if (whole === undefined || name !== 'nomarkdown') return '';
  return text.slice(whole.length).replace(/\{:\/[^{}]*\}\s*$/, '');
}
