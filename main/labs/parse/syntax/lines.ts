// Lines that kramdown takes out of the text: attribute lists, the end of a block (`^`), definitions of abbreviations.
import type { Node } from 'mdast';
import { readLine } from '../attributes/read';
import { lineConstruct, start, type Extension, type NodeExtension } from './construct';

/** One or more attribute lists, or definitions of such, on a line of their own. */
export interface AttributeLine extends Node {
  type: 'attributeLine';
  value: string;
}

/** Keeps apart what would be one block. */
interface EndOfBlock extends Node {
  type: 'endOfBlock';
}

/** `*[HTTP]: HyperText Transfer Protocol` */
export interface Abbreviation extends Node {
  type: 'abbreviation';
  short: string;
  long: string;
}

declare module 'mdast' {
  interface RootContentMap {
    attributeLine: AttributeLine;
    endOfBlock: EndOfBlock;
    abbreviation: Abbreviation;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    attributeLine: 'attributeLine';
    endOfBlock: 'endOfBlock';
    abbreviation: 'abbreviation';
  }
}

const abbreviation = /^\*\[([^\]]+)\]:(.*)$/;

export const lineTokens: Extension = {
  flow: {
    [start.brace]: lineConstruct('attributeLine', true, (line) => readLine(line) !== undefined),
    [start.caret]: lineConstruct('endOfBlock', true, (line) => /^\^\s*$/.test(line)),
    [start.asterisk]: lineConstruct('abbreviation', false, (line) => abbreviation.test(line)),
  },
};

export const lineNodes: NodeExtension = {
  enter: {
    attributeLine(token) {
      this.enter({ type: 'attributeLine', value: this.sliceSerialize(token) }, token);
    },
    endOfBlock(token) {
      this.enter({ type: 'endOfBlock' }, token);
    },
    abbreviation(token) {
      const [, short = '', long = ''] = abbreviation.exec(this.sliceSerialize(token)) ?? [];
      this.enter({ type: 'abbreviation', short: short.trim(), long: long.trim() }, token);
    },
  },
  exit: {
    attributeLine(token) {
      this.exit(token);
    },
    endOfBlock(token) {
      this.exit(token);
    },
    abbreviation(token) {
      this.exit(token);
    },
  },
};
