// kramdown's inline attribute lists, `{:.class #id key="value"}`, as a construct of the Markdown tokenizer.
import type { Node } from 'mdast';
import { characterOf, isLineEnd, start } from '../syntax/construct';
import type { Code, Construct, Extension, NodeExtension, State } from '../syntax/construct';
import { noAttributes, readAttributeText, type AttributeText } from './read';

/** Node of a valid attribute list; none is left once `settleAttributes` has run. */
interface AttributeList extends Node {
  type: 'attributeList';
  attributes: AttributeText;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    attributeList: AttributeList;
  }
  interface RootContentMap {
    attributeList: AttributeList;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    attributeList: 'attributeList';
  }
}

/** Characters of the longest attribute list: bounds what is read in vain where a brace is never closed. */
const lengthLimit = 1000;
const closeBrace = 125;

const tokenize: Construct['tokenize'] = (effects, ok, nok) => {
  let content = '';
  let quote = '';

  return (code) => {
    effects.enter('attributeList');
    effects.consume(code);
    return afterBrace;
  };

  function afterBrace(code: Code): State | undefined {
    if (code !== start.colon) return nok(code);
    effects.consume(code);
    return inside;
  }

  function inside(code: Code): State | undefined {
    if (isLineEnd(code) || content.length > lengthLimit) return nok(code);
    if (code === closeBrace && quote === '') return close(code);
    const character = characterOf(code);
    if (character === quote) quote = '';
    else if (quote === '' && /["']/.test(character)) quote = character;
    content += character;
    effects.consume(code);
    return inside;
  }

  function close(code: Code): State | undefined {
    if (!readAttributeText(content)) return nok(code);
    effects.consume(code);
    effects.exit('attributeList');
    return ok;
  }
};

const construct: Construct = { name: 'attributeList', tokenize };

/** For the `data` of a unified processor. */
export const attributeTokens: Extension = { text: { [start.brace]: construct } };

export const attributeNodes: NodeExtension = {
  enter: {
    attributeList(token) {
      const attributes = readAttributeText(this.sliceSerialize(token).slice(2, -1)) ?? {
        ...noAttributes(),
        names: [],
      };
      this.enter({ type: 'attributeList', attributes }, token);
    },
  },
  exit: {
    attributeList(token) {
      this.exit(token);
    },
  },
};
