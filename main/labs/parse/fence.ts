// Fences: which are commands, which are outputs, and which were never closed.
import type { Code, RootContent } from 'mdast';
import type { Block, CodeBlock, CodeRun, CommandBlock } from '../lab';
import { classesOf } from './attributes/settle';
import { lineOfNode, type Post } from './post';

/** Set apart from indented code, which stays in the prose. */
export function isFence(node: RootContent, text: string): node is Code {
  if (node.type !== 'code' || !node.position) return false;
  const { offset } = node.position.start;
  return offset !== undefined && /^(?:`{3}|~{3})/.test(text.slice(offset, offset + 3));
}

export function fenceBlock(node: Code, post: Post): CommandBlock | CodeBlock {
  const line = lineOfNode(node, post);
  warnIfOpen(node, line, post);
  const classes = classesOf(node);
  const info = [node.lang, node.meta].filter(Boolean).join(' ');
  const terminal = /\.term(\d+)\b/.exec([info, ...classes.map((name) => `.${name}`)].join(' '))?.[1];
  if (terminal !== undefined && Number(terminal) > 0) {
    if (Number(terminal) > post.terminals) {
      post.warn(line, 'labs:terminalAbove', { terminal, terminals: post.terminals });
    }
    return { kind: 'command', line, terminal: Number(terminal), code: node.value };
  }
  if (terminal !== undefined) post.warn(line, 'labs:terminalInvalid', { terminal });
  const language =
    node.lang ?? classes.find((name) => name.startsWith('language-'))?.slice('language-'.length);
  return { kind: 'code', line, language, code: node.value, runs: joinOf(node.value) };
}

/**
 * The blocks of a step, with each untagged fence as the output of the runnable block before it or as code.
 * A fence is untagged by its shape alone, so that the sidecar can have its blocks told apart anew.
 */
export function classify(blocks: Block[]): Block[] {
  let awaitsOutput = false;
  return blocks.map((block) => {
    if (isRunnable(block)) awaitsOutput = true;
    const text = untaggedText(block);
    if (text === undefined) return block;
    const isOutput = awaitsOutput && !looksTyped(text);
    if (isOutput) awaitsOutput = false;
    return isOutput
      ? { kind: 'output', line: block.line, text }
      : { kind: 'code', line: block.line, language: undefined, code: text, runs: undefined };
  });
}

/** Whether a block is typed into a terminal. */
export function isRunnable(block: Block): boolean {
  return block.kind === 'command' || (block.kind === 'code' && block.runs !== undefined);
}

/** Text of a fence that has neither terminal nor language nor a part in the sidecar. */
function untaggedText(block: Block): string | undefined {
  if (block.kind === 'output') return block.text;
  return block.kind === 'code' && block.language === undefined && !block.runs ? block.code : undefined;
}

const typed =
  /^\s*(?:[$#>] +\S|(?:sudo|docker|docker-compose|docker-machine|curl|wget|kubectl|git|cd|ssh|export) +\S)/;

function looksTyped(text: string): boolean {
  return typed.test(text);
}

/** Posts leave the join command, with the token of a swarm long gone, to copy and paste. */
function joinOf(code: string): CodeRun | undefined {
  const isJoin = /^\s*(?:\$ +)?(?:sudo +)?docker swarm join\b[^]*--token[ =]+SWMTKN-/.test(code);
  return isJoin ? { terminals: [], command: { kind: 'swarm-join', role: 'worker' } } : undefined;
}

/** Markdown takes everything behind an open `<pre>` or comment for HTML, fences included. */
export function warnIfHtmlOpen(node: RootContent, post: Post): void {
  if (node.type !== 'html' || !/^[ \t]*(?:```|~~~)/m.test(node.value)) return;
  const element = /^\s*<(script|pre|style|textarea)\b/i.exec(node.value)?.[1];
  const end = element === undefined ? '-->' : `</${element.toLowerCase()}>`;
  if (node.value.toLowerCase().includes(end)) return;
  post.warn(lineOfNode(node, post), 'labs:htmlOpen', { end });
}

/** A fence without its end swallows the rest of the post, or everything up to the next fence. */
function warnIfOpen(node: Code, line: number, post: Post): void {
  const { start, end } = node.position ?? {};
  const source = post.text.slice(start?.offset, end?.offset).split('\n');
  const fence = /^(`+|~+)/.exec(source[0] ?? '')?.[0] ?? '```';
  const last = source.length > 1 ? (source.at(-1) ?? '') : '';
  const isClosed =
    last
      .replace(/^[\s>]*/, '')
      .trimEnd()
      .startsWith(fence) && /[`~]\s*$/.test(last);
  const swallowed = node.value
    .split('\n')
    .some((each) => each.trimStart().startsWith(fence) && /^[`~]+ *\.term\d/.test(each.trimStart()));
  if (!isClosed || swallowed) post.warn(line, 'labs:fenceOpen');
}
