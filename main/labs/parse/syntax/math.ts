// `$$…$$`: TeX, shown as text, in which nothing is Markdown.
import type { Node } from 'mdast';
import { Content, countFailure, mayTry, start } from './construct';
import type { Code, Construct, Extension, NodeExtension, State } from './construct';

interface Formula extends Node {
  type: 'formula';
  value: string;
}

declare module 'mdast' {
  interface RootContentMap {
    formula: Formula;
  }
  interface PhrasingContentMap {
    formula: Formula;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    formula: 'formula';
  }
}

/** Characters of the longest formula: bounds what is read in vain where one is never closed. */
const lengthLimit = 2000;

const construct: Construct = {
  name: 'formula',
  tokenize(effects, ok, nok) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- as the states below have no `this`
    const self = this;
    const content = new Content(effects);
    let length = 0;
    let dollars = 0;
    return (code) => {
      if (!mayTry(self)) return nok(code);
      effects.enter('formula');
      return inside(code);
    };

    function inside(code: Code): State | undefined {
      if (code === null || length > lengthLimit) {
        if (length > 1) countFailure(self);
        return nok(code);
      }
      if (length === 1 && code !== start.dollar) return nok(code);
      length += 1;
      dollars = code === start.dollar ? dollars + 1 : 0;
      content.consume(code);
      if (length < 5 || dollars < 2) return inside;
      content.close();
      effects.exit('formula');
      return ok;
    }
  },
};

export const mathTokens: Extension = { text: { [start.dollar]: construct } };

export const mathNodes: NodeExtension = {
  enter: {
    formula(token) {
      this.enter({ type: 'formula', value: this.sliceSerialize(token) }, token);
    },
  },
  exit: {
    formula(token) {
      this.exit(token);
    },
  },
};
