// `: text` below a term: a container, as a list item is one. Which paragraph is its term is settled in the tree.
import type { Parent } from 'mdast';
import { isBlank, isLineEnd, start } from './construct';
import type { Code, Construct, Effects, Extension, NodeExtension, State, Tokenizer } from './construct';

/** Content of one `: …`; it becomes a `definitionList` with the paragraph above it. */
export interface Description extends Parent {
  type: 'description';
}

declare module 'mdast' {
  interface RootContentMap {
    description: Description;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    description: 'description';
    descriptionPrefix: 'descriptionPrefix';
    descriptionIndent: 'descriptionIndent';
  }
  interface ContainerState {
    /** Columns that the content of a description is indented by. */
    descriptionSize?: number;
  }
}

/** Blanks behind the colon beyond which the content is code. */
const prefixLimit = 4;

const construct: Construct = {
  name: 'description',
  tokenize(effects, ok, nok) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- as the states below have no `this`
    const self = this;
    const tail = self.events.at(-1);
    const before = tail?.[1].type === 'linePrefix' ? tail[2].sliceSerialize(tail[1], true).length : 0;
    return (code) => {
      if (before > 3) return nok(code);
      effects.enter('description');
      effects.enter('descriptionPrefix');
      effects.consume(code);
      return afterColon;
    };

    function afterColon(code: Code): State | undefined {
      if (!isBlank(code)) return nok(code);
      effects.exit('descriptionPrefix');
      return blanks(effects, prefixLimit, (size, next) => {
        const state = (self.containerState ??= {});
        state.descriptionSize = before + 1 + size;
        return isLineEnd(next) ? nok(next) : ok(next);
      })(code);
    }
  },
  continuation: {
    tokenize(effects, ok, nok) {
      const size = sizeOf(this);
      return effects.check({ partial: true, tokenize: blankLine }, indented(0), indented(size));

      function indented(least: number): State {
        return blanks(effects, size, (found, next) => (found < least ? nok(next) : ok(next)));
      }
    },
  },
  exit(effects) {
    effects.exit('description');
  },
};

function sizeOf(tokenizer: Tokenizer): number {
  return tokenizer.containerState?.descriptionSize ?? 0;
}

function blankLine(effects: Effects, ok: State, nok: State): State {
  return blanks(effects, Infinity, (_, next) => (isLineEnd(next) ? ok(next) : nok(next)));
}

/** Reads up to `limit` blanks, as a token where there are any. */
function blanks(
  effects: Effects,
  limit: number,
  then: (size: number, next: Code) => State | undefined,
): (code: Code) => State | undefined {
  let size = 0;
  return function inside(code: Code): State | undefined {
    if (!isBlank(code) || size >= limit) {
      if (size > 0) effects.exit('descriptionIndent');
      return then(size, code);
    }
    if (size === 0) effects.enter('descriptionIndent');
    size += 1;
    effects.consume(code);
    return inside;
  };
}

export const definitionTokens: Extension = { document: { [start.colon]: construct } };

export const definitionNodes: NodeExtension = {
  enter: {
    description(token) {
      this.enter({ type: 'description', children: [] }, token);
    },
  },
  exit: {
    description(token) {
      this.exit(token);
    },
  },
};
