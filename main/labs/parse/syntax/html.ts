// Blocks of HTML as kramdown reads them: to the end of their element, blank lines included; `markdown="1"` is a container.
import type { Node, Parent } from 'mdast';
import { htmlFlow } from 'micromark-core-commonmark';
import {
  characterOf,
  Content,
  countFailure,
  isLazy,
  isLineEnd,
  lineConstruct,
  mayTry,
  start,
} from './construct';
import type { Code, Construct, Effects, Extension, NodeExtension, State } from './construct';

/** A tag on a line of its own that opens or closes an element with Markdown in it. */
export interface MarkdownTag extends Node {
  type: 'markdownTag';
  value: string;
}

/** An element with Markdown in it. */
export interface MarkdownElement extends Parent {
  type: 'markdownElement';
  /** `<div class="a">`, without its attribute `markdown`. */
  open: string;
  close: string;
}

declare module 'mdast' {
  interface RootContentMap {
    markdownTag: MarkdownTag;
    markdownElement: MarkdownElement;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    markdownTag: 'markdownTag';
    wholeElement: 'wholeElement';
  }
}

/** Elements of a text: kramdown makes a paragraph of a line that begins with one. */
const spans =
  /^<\/?(?:a|abbr|acronym|b|big|bdo|br|button|cite|code|del|dfn|em|i|img|input|ins|kbd|label|mark|option|q|rb|rbc|rp|rt|rtc|ruby|s|samp|select|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)(?=[\s/>])/i;
/** Elements that are blocks. */
const blocks =
  /^<(?:address|article|aside|blockquote|body|caption|center|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frameset|h[1-6]|head|header|html|iframe|legend|li|main|menu|nav|noframes|ol|optgroup|p|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$)/i;
/** Lines and characters of the longest element that is looked for whole. */
const lineLimit = 1000;
const lengthLimit = 50_000;

const markdownTag = lineConstruct('markdownTag', true, (line) =>
  /^<\w[^<>]*\smarkdown="?(?:1|block|span)"?[^<>]*>|^<\/(?:div|details|section|p|blockquote|article|aside|figure|ul|ol|li|table|center|td|th|tr)>\s*$/i.test(
    line,
  ),
);

const wholeElement: Construct = {
  name: 'wholeElement',
  concrete: true,
  tokenize(effects, ok, nok) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- as the states below have no `this`
    const self = this;
    const content = new Content(effects);
    const depth = new Depth();
    let line = '';
    return (code) => {
      if (!mayTry(self)) return nok(code);
      effects.enter('wholeElement');
      return inside(code);
    };

    function inside(code: Code): State | undefined {
      if (!isLineEnd(code)) {
        line += characterOf(code);
        content.consume(code);
        return line.length > lengthLimit ? nok : inside;
      }
      const seen = depth.read(line);
      if (seen === 'ended') {
        content.close();
        effects.exit('wholeElement');
        return ok(code);
      }
      if (code === null || seen === 'none') {
        if (depth.isBlock) countFailure(self);
        return nok(code);
      }
      line = '';
      content.consume(code);
      return nextLine;
    }

    function nextLine(code: Code): State | undefined {
      return isLazy(self) ? nok(code) : inside(code);
    }
  },
};

/** How deep in its element a line ends. */
class Depth {
  /** Whether it is in an element that is a block. */
  isBlock = false;
  private name: string | undefined;
  private tags = /(?:)/g;
  private depth = 0;
  private lines = 0;
  private characters = 0;
  private isBelowBlank = false;

  read(line: string): 'ended' | 'open' | 'none' {
    if (this.name === undefined) {
      this.name = /^<([a-z][\w-]*)(?=[\s/>]|$)/i.exec(line)?.[1];
      if (this.name === undefined || !blocks.test(line)) return 'none';
      this.isBlock = true;
      this.tags = new RegExp(`<(/?)${this.name}(?=[\\s/>]|$)`, 'gi');
    }
    this.lines += 1;
    this.characters += line.length;
    // A fence below a blank line is a command to run, as it is on GitHub: no element swallows it.
    const isFence = this.isBelowBlank && /^\s*(?:`{3}|~{3})/.test(line);
    if (isFence || this.lines > lineLimit || this.characters > lengthLimit) return 'none';
    this.isBelowBlank ||= line.trim() === '';
    for (const [, slash] of line.matchAll(this.tags)) this.depth += slash === '/' ? -1 : 1;
    return this.depth <= 0 ? 'ended' : 'open';
  }
}

/** CommonMark's blocks of HTML, but for the elements of a text. */
const otherHtml: Construct = {
  ...htmlFlow,
  name: 'otherHtml',
  tokenize(effects, ok, nok) {
    const html = htmlFlow.tokenize.call(this, effects, ok, nok);
    return effects.check({ partial: true, tokenize: spanTag }, nok, html);
  },
};

function spanTag(effects: Effects, ok: State, nok: State): State {
  let tag = '';
  return (code) => {
    effects.enter('wholeElement');
    return inside(code);
  };

  function inside(code: Code): State | undefined {
    tag += isLineEnd(code) ? '>' : characterOf(code);
    const isEnd = tag.length > 12 || /[\s>]$/.test(tag);
    if (isEnd) {
      effects.exit('wholeElement');
      return spans.test(tag) ? ok(code) : nok(code);
    }
    effects.consume(code);
    return inside;
  }
}

export const htmlTokens: Extension = {
  flow: { [start.lessThan]: [markdownTag, wholeElement, otherHtml] },
  disable: { null: ['htmlFlow'] },
};

export const htmlNodes: NodeExtension = {
  enter: {
    markdownTag(token) {
      this.enter({ type: 'markdownTag', value: this.sliceSerialize(token) }, token);
    },
    wholeElement(token) {
      this.enter({ type: 'html', value: this.sliceSerialize(token) }, token);
    },
  },
  exit: {
    markdownTag(token) {
      this.exit(token);
    },
    wholeElement(token) {
      this.exit(token);
    },
  },
};
