// Quotes, dashes, ellipses and guillemets as they are printed, outside of code; and formulas and literals as plain text.
import type { Literal, Nodes, Parent, RootContent, Text } from 'mdast';

/** Everything below is text afterwards that needs no more reading. */
export function setTypography(parent: Parent): void {
  for (const child of parent.children) {
    if (isLine(child)) setLine(child);
    else if ('children' in child) setTypography(child as Parent);
  }
}

/** Nodes whose children are words. */
function isLine(node: Nodes): node is Extract<Nodes, Parent> {
  if (node.type === 'tablePart') return node.tag === 'td' || node.tag === 'th';
  return node.type === 'paragraph' || node.type === 'heading' || node.type === 'term';
}

function setLine(line: Parent): void {
  settleFormulas(line);
  settleBreaks(line);
  const pieces: Piece[] = [];
  collect(line, pieces);
  let before = '';
  for (const [index, piece] of pieces.entries()) {
    if (piece.isPlain) piece.node.value = typeset(piece.node.value, before, firstOf(pieces, index + 1));
    before = piece.node.value.slice(-1) || before;
  }
  mergeTexts(line);
}

interface Piece {
  node: Literal;
  isPlain: boolean;
}

function collect(parent: Parent, pieces: Piece[]): void {
  for (const child of parent.children) {
    if (child.type === 'text') pieces.push({ node: child, isPlain: !isAddress(parent, child) });
    else if (child.type === 'break') pieces.push({ node: { type: 'text', value: '\n' }, isPlain: false });
    else if (child.type === 'literal' || child.type === 'inlineCode')
      pieces.push({ node: child, isPlain: false });
    else if ('children' in child) collect(child, pieces);
  }
}

/** An address that is its own link keeps its hyphens. */
function isAddress(parent: Parent, { value }: Text): boolean {
  const { type, url } = parent as { type: string; url?: string };
  return type === 'link' && (url === value || url === `mailto:${value}`);
}

function firstOf(pieces: Piece[], from: number): string {
  for (let index = from; index < pieces.length; index++) {
    const first = pieces[index]?.node.value[0];
    if (first !== undefined) return first;
  }
  return '';
}

const marks: Record<string, string> = {
  '---': '—',
  '--': '–',
  '...': '…',
  '<< ': '«\u00A0',
  '<<': '«',
  ' >>': '\u00A0»',
  '>>': '»',
};

/** `before` and `after` are the characters around the text, if any. */
function typeset(text: string, before: string, after: string): string {
  if (!/["'<>.-]/.test(text)) return text;
  const replaced = text.replace(/---?|\.\.\.|<< ?| ?>>/g, (mark) => marks[mark] ?? mark);
  let written = '';
  for (let at = 0; at < replaced.length; at++) {
    const character = replaced[at] ?? '';
    if (character !== '"' && character !== "'") written += character;
    else {
      const last = written.slice(-1) || before;
      const next = replaced[at + 1] ?? after;
      const isDecade = character === "'" && /^\d\ds/.test(replaced.slice(at + 1, at + 4));
      const isOpening = !isDecade && opens(last, next);
      written += character === '"' ? (isOpening ? '“' : '”') : isOpening ? '‘' : '’';
    }
  }
  return written;
}

function opens(last: string, next: string): boolean {
  if (next === '' || /\s/.test(next)) return false;
  if (last === '' || /[\s([{\-–—“‘«]/.test(last)) return true;
  return /[’”"']/.test(last) && /[\p{L}\p{N}_]/u.test(next);
}

/** TeX as MathJax wants it, and as a reader without it can still read. */
function settleFormulas(parent: Parent): void {
  const isBlock = parent.children.length === 1;
  const [left, right] = isBlock ? ['\\[', '\\]'] : ['\\(', '\\)'];
  parent.children = parent.children.map((child): RootContent => {
    if ('children' in child) settleFormulas(child);
    if (child.type !== 'formula') return child;
    return { type: 'literal', value: `${left}${child.value.slice(2, -2).trim()}${right}` };
  });
}

/** Two backslashes end a line, as two blanks do. */
function settleBreaks(parent: Parent): void {
  for (const [index, child] of parent.children.entries()) {
    if ('children' in child) settleBreaks(child);
    const next = parent.children[index + 1];
    const isEnd = next?.type === 'text' && next.value.startsWith('\n');
    if (child.type !== 'literal' || child.value !== '\\' || !isEnd) continue;
    next.value = next.value.slice(1).trimStart();
    parent.children[index] = { type: 'break' };
  }
}

function mergeTexts(parent: Parent): void {
  const merged: RootContent[] = [];
  for (const child of parent.children) {
    const last = merged.at(-1);
    const text = child.type === 'literal' ? textOf(child) : child;
    if (text.type === 'text' && last?.type === 'text') last.value += text.value;
    else merged.push(text);
    if ('children' in child) mergeTexts(child);
  }
  parent.children = merged;
}

function textOf({ value, position }: Literal): Text {
  return { type: 'text', value, ...(position ? { position } : {}) };
}
