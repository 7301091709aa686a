// kramdown's inline attribute lists, `{:.class #id key="value"}`, as a construct of the Markdown tokenizer.
import type { Node } from 'mdast';
import type { Data } from 'unified';
import 'remark-parse';
import { noAttributes, readAttributes, type Attributes } from './read';

/** Node of a valid attribute list; none is left once `settleAttributes` has run. */
export interface AttributeList extends Node {
  type: 'attributeList';
  attributes: Attributes;
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
const openBrace = 123;
const closeBrace = 125;
const colon = 58;
/** Below: the ends of lines; -2 and -1 are tabs. */
const tab = -2;

type Extension = NonNullable<Data['micromarkExtensions']>[number];
type Construct = Exclude<NonNullable<NonNullable<Extension['text']>[string]>, unknown[]>;

const tokenize: Construct['tokenize'] = (effects, ok, nok) => {
  let content = '';
  let quote = '';

  return (code) => {
    effects.enter('attributeList');
    effects.consume(code);
    return afterBrace;
  };

  function afterBrace(code: Code): State | undefined {
    if (code !== colon) return nok(code);
    effects.consume(code);
    return inside;
  }

  function inside(code: Code): State | undefined {
    if (code === null || code < tab || content.length > lengthLimit) return nok(code);
    if (code === closeBrace && quote === '') return close(code);
    const character = code < 0 ? ' ' : String.fromCodePoint(code);
    if (character === quote) quote = '';
    else if (quote === '' && /["']/.test(character)) quote = character;
    content += character;
    effects.consume(code);
    return inside;
  }

  function close(code: Code): State | undefined {
    if (!readAttributes(content)) return nok(code);
    effects.consume(code);
    effects.exit('attributeList');
    return ok;
  }
};

type State = ReturnType<Construct['tokenize']>;
type Code = Parameters<State>[0];

const construct: Construct = { name: 'attributeList', tokenize };

/** For the `data` of a unified processor. */
export const attributeTokens: Extension = { text: { [openBrace]: construct } };

export const attributeNodes: Exclude<NonNullable<Data['fromMarkdownExtensions']>[number], unknown[]> = {
  enter: {
    attributeList(token) {
      const attributes = readAttributes(this.sliceSerialize(token).slice(2, -1)) ?? noAttributes();
      this.enter({ type: 'attributeList', attributes }, token);
    },
  },
  exit: {
    attributeList(token) {
      this.exit(token);
    },
  },
};
