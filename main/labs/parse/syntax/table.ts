// kramdown's tables: pipes in every line, at least one outside of code, and a blank line before and after.
import type { Parent } from 'mdast';
import { characterOf, isLazy, isLineEnd } from './construct';
import type { Code, Construct, Effects, Extension, NodeExtension, State, Tokenizer } from './construct';
import { planOf, type Plan, type Row } from './table-plan';

type Tag = 'table' | 'thead' | 'tbody' | 'tfoot' | 'tr' | 'th' | 'td';

/** A table, or a part of one. */
export interface TablePart extends Parent {
  type: 'tablePart';
  tag: Tag;
  align?: string | undefined;
}

declare module 'mdast' {
  interface RootContentMap {
    tablePart: TablePart;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    tablePart: 'tablePart';
    tableMark: 'tableMark';
  }
  interface Token {
    _tag?: Tag;
    _align?: string | undefined;
  }
}

/** Lines of the longest table, and characters of its longest line: what is read in vain is bounded. */
const lineLimit = 2000;
const lengthLimit = 10_000;

const construct: Construct = {
  name: 'kramdownTable',
  tokenize(effects, ok, nok) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- as the states below have no `this`
    const self = this;
    let plan: Plan | undefined;
    if (self.interrupt) return nok;
    const look: Construct = {
      partial: true,
      tokenize: (looking, found, none) => lookAhead(self, looking, found, none, (made) => (plan = made)),
    };
    return effects.check(look, (code) => (plan ? write(effects, plan, ok)(code) : nok(code)), nok);
  },
};

/** Reads lines as long as they have pipes, and makes a plan of them. */
function lookAhead(
  self: Tokenizer,
  effects: Effects,
  ok: State,
  nok: State,
  take: (plan: Plan) => void,
): State {
  const lines: string[] = [];
  let line = '';
  return (code) => {
    effects.enter('tableMark');
    return inside(code);
  };

  function inside(code: Code): State | undefined {
    if (isLineEnd(code)) return lineEnd(code);
    if (line.length > lengthLimit) return nok(code);
    line += characterOf(code);
    effects.consume(code);
    return inside;
  }

  function lineEnd(code: Code): State | undefined {
    // Below the table stands nothing, an attribute list or the end of a block.
    if (!line.includes('|')) return /^\s*(?:$|\{:|\^\s*$)/.test(line) ? finish(code) : nok(code);
    lines.push(line);
    line = '';
    if (code === null || lines.length > lineLimit) return finish(code);
    effects.consume(code);
    return nextLine;
  }

  function nextLine(code: Code): State | undefined {
    return isLazy(self) ? finish(code) : inside(code);
  }

  function finish(code: Code): State | undefined {
    const plan = planOf(lines);
    if (!plan) return nok(code);
    take(plan);
    effects.exit('tableMark');
    return ok(code);
  }
}

/** Writes the tokens of a plan, code by code. */
function write(effects: Effects, { sections }: Plan, ok: State): State {
  const rows = sections.flatMap((section) => section.rows.map((row, index) => ({ section, row, index })));
  let at = 0;
  let column = 0;
  let cell = 0;
  effects.enter('tablePart', { _tag: 'table' });
  enterRow();
  return inside;

  function inside(code: Code): State | undefined {
    const row = rows[at]?.row;
    if (isLineEnd(code)) return lineEnd(code);
    const range = row?.cells[cell];
    if (!range || column < range.from) return mark(code);
    enterCell(range.align, row);
    if (range.from < range.to) {
      effects.enter('chunkText', { contentType: 'text' });
      return text(code);
    }
    // The pipe that ends a cell without text stands for it, as no token may be empty.
    const next = mark(code);
    effects.exit('tablePart');
    cell += 1;
    return next;
  }

  /** Pipes and the blanks around them. */
  function mark(code: Code): State | undefined {
    effects.enter('tableMark');
    effects.consume(code);
    effects.exit('tableMark');
    column += 1;
    return inside;
  }

  function text(code: Code): State | undefined {
    effects.consume(code);
    column += 1;
    const range = rows[at]?.row.cells[cell];
    if (range && column < range.to) return text;
    effects.exit('chunkText');
    effects.exit('tablePart');
    cell += 1;
    return inside;
  }

  function lineEnd(code: Code): State | undefined {
    leaveRow();
    at += 1;
    if (at >= rows.length) {
      effects.exit('tablePart');
      return ok(code);
    }
    effects.enter('lineEnding');
    effects.consume(code);
    effects.exit('lineEnding');
    column = 0;
    cell = 0;
    enterRow();
    return inside;
  }

  function enterRow(): void {
    const { section, index, row } = rows[at] ?? {};
    if (section && index === 0) effects.enter('tablePart', { _tag: section.tag });
    if (row?.isShown) effects.enter('tablePart', { _tag: 'tr' });
  }

  function leaveRow(): void {
    const { section, index, row } = rows[at] ?? {};
    if (row?.isShown) effects.exit('tablePart');
    if (section && index === section.rows.length - 1) effects.exit('tablePart');
  }

  function enterCell(align: string | undefined, row: Row | undefined): void {
    effects.enter('tablePart', { _tag: row?.isHead ? 'th' : 'td', _align: align });
  }
}

export const tableTokens: Extension = { flow: { null: [construct] }, disable: { null: ['table'] } };

export const tableNodes: NodeExtension = {
  enter: {
    tablePart(token) {
      const { _tag: tag = 'td', _align: align } = token;
      this.enter({ type: 'tablePart', tag, align, children: [] }, token);
    },
  },
  exit: {
    tablePart(token) {
      this.exit(token);
    },
  },
};
