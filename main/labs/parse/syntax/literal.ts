// Escaped characters and character references as nodes of their own, so that typography leaves them alone.
import type { Literal } from 'mdast';
import type { NodeExtension } from './construct';

interface LiteralText extends Literal {
  type: 'literal';
}

declare module 'mdast' {
  interface RootContentMap {
    literal: LiteralText;
  }
  interface PhrasingContentMap {
    literal: LiteralText;
  }
}

/** What kramdown lets a backslash escape; before any other character, it is a backslash. */
const escapable = /[\\.*_+`<>()[\]{}#!:|"'$=\-~]/;

export const literalNodes: NodeExtension = {
  enter: {
    characterEscape(token) {
      this.enter({ type: 'literal', value: '' }, token);
    },
    characterReference(token) {
      this.enter({ type: 'literal', value: '' }, token);
    },
  },
  exit: {
    characterEscapeValue(token) {
      const character = this.sliceSerialize(token);
      const node = this.stack.at(-1);
      if (node?.type === 'literal') node.value = escapable.test(character) ? character : `\\${character}`;
    },
    characterEscape(token) {
      this.exit(token);
    },
    characterReference(token) {
      this.exit(token);
    },
  },
};
