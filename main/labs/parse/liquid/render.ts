// Renders a post's Liquid piece by piece, so that every line of the result knows its line on disk.
import { Context, Liquid, LiquidError, Parser, TokenKind, type TopLevelToken } from 'liquidjs';
import { messageOf } from '../../../failure/failure';
import { addFilters } from './filters';
import { Highlight } from './highlight';
import { tokensOf, unhide, type LiquidText } from './tokens';
import type { Body, Warn } from '../post';

/** Milliseconds that all of a post's Liquid may take: a loop over a billion is a mistake. */
const renderLimitMs = 2000;
/** Characters and array items that Liquid may allocate. */
const memoryLimit = 20_000_000;
/** Names that Jekyll knows: what is missing below them renders to nothing. Others are Go templates left unescaped. */
const jekyllNames = /^\{\{-?\s*(site|page|layout|include|content|paginator|jekyll)\b/;

interface Piece {
  text: string;
  begin: number;
  end: number;
}

export function renderLiquid(
  source: string,
  page: Record<string, unknown>,
  linesBefore: number,
  warn: Warn,
): Body {
  if (!/\{[{%]/.test(source)) return { text: source, lineOf: (line) => line + linesBefore };
  const liquid = createLiquid();
  const lines = lineStarts(source);
  const lineAt = (offset: number) => lineOfOffset(lines, offset) + linesBefore;
  const text = tokensOf(source, liquid, lineAt, warn);
  const pieces = renderPieces(text, liquid, page, (offset, thrown) => {
    warn(lineAt(offset), 'labs:liquid', { reason: reasonOf(thrown) });
  });
  return joinPieces(pieces, lineAt);
}

function createLiquid(): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    renderLimit: renderLimitMs,
    memoryLimit,
    // No file is read: a post comes from anywhere.
    templates: {},
  });
  for (const name of ['include', 'render', 'layout', 'block']) Reflect.deleteProperty(liquid.tags, name);
  liquid.registerTag('highlight', Highlight);
  addFilters(liquid);
  return liquid;
}

function renderPieces(
  { text, tokens }: LiquidText,
  liquid: Liquid,
  page: Record<string, unknown>,
  complain: (offset: number, thrown: unknown) => void,
): Piece[] {
  const context = new Context({ site: { baseurl: '' }, page }, liquid.options, { sync: true });
  const parser = new Parser(liquid);
  const renderOne = (token: TopLevelToken, rest: TopLevelToken[]) =>
    String(liquid.renderSync([parser.parseToken(token, rest)], context));
  const pieces: Piece[] = [];
  let index = 0;
  for (let token = tokens[index]; token; token = tokens[index]) {
    const rest = token.kind === TokenKind.Tag ? tokens.slice(index + 1) : [];
    let rendered: string;
    index += 1;
    try {
      rendered = token.kind === TokenKind.HTML ? plainText(token, text) : renderOne(token, rest);
      if (token.kind === TokenKind.Tag) index = tokens.length - rest.length;
    } catch (thrown) {
      complain(token.begin, thrown);
      rendered = insteadOf(token, text);
    }
    pieces.push({
      text: unhide(rendered),
      begin: token.begin + (token.kind === TokenKind.HTML ? Number(token.trimLeft) : 0),
      end: (tokens[index]?.begin ?? text.length) - 1,
    });
  }
  return pieces;
}

/** Not left to Liquid, so that no text is lost where Liquid's time is up. */
function plainText(token: TopLevelToken, text: string): string {
  return text.slice(token.begin + Number(token.trimLeft), token.end - Number(token.trimRight));
}

/** A broken `{{ … }}` is most often a Go template that nobody escaped: it stays as it is written. */
function insteadOf(token: TopLevelToken, text: string): string {
  const written = text.slice(token.begin, token.end);
  return token.kind === TokenKind.Output && !jekyllNames.test(written) ? written : '';
}

function reasonOf(thrown: unknown): string {
  const message = LiquidError.is(thrown) ? thrown.originalError?.message : undefined;
  return (message ?? messageOf(thrown)).replace(/, line:\d+, col:\d+[^]*$/, '');
}

/** The pieces as one text; a line belongs to the place on disk of its first character. */
function joinPieces(pieces: Piece[], lineAt: (offset: number) => number): Body {
  const places = [lineAt(0)];
  let lineIsEmpty = true;
  for (const piece of pieces) {
    if (piece.text === '') continue;
    const first = lineAt(piece.begin);
    const last = lineAt(piece.end);
    const breaks = piece.text.split('\n').length - 1;
    if (lineIsEmpty) places[places.length - 1] = first;
    for (let index = 1; index <= breaks; index++) places.push(Math.min(first + index, last + 1));
    lineIsEmpty = piece.text.endsWith('\n');
  }
  return {
    text: pieces.map((piece) => piece.text).join(''),
    lineOf: (line) => places[line - 1] ?? places[places.length - 1] ?? line,
  };
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** 1-based line of an offset, by halving. */
function lineOfOffset(starts: number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
