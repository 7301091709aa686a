// What the parts of the parser share while they read one post: where lines come from, and where warnings go.
import path from 'node:path';
import type { FootnoteDefinition } from 'mdast';
import { translator, type TextKey, type TextValues } from '../../i18n/i18n';
import type { Warning } from '../lab';

/** 5 MB: a hundred times the largest known post; beyond it a file is no post, and Markdown takes minutes. */
export const postLimitBytes = 5 * 1024 * 1024;

/** As many nodes as one laptop can carry. */
export const maximumTerminals = 7;

export type Warn = (line: number | undefined, text: TextKey, values?: TextValues) => void;

/** A post's body after Liquid, ready for Markdown. */
export interface Body {
  text: string;
  /** Line on disk of a 1-based line of `text`. */
  lineOf(rendered: number): number;
}

export interface Post extends Body {
  /** Folder in which images are looked for. */
  folder: string;
  terminals: number;
  /** By identifier in capitals: every piece of the post may refer to them. */
  footnotes: Map<string, FootnoteDefinition>;
  warn: Warn;
}

/** Line on disk of a node. */
export function lineOfNode(
  node: { position?: { start: { line: number } } | undefined },
  body: Body,
  fallback = 1,
): number {
  return node.position ? body.lineOf(node.position.start.line) : fallback;
}

/** What swallows commands or leaves them without a terminal. */
const breaking: TextKey[] = ['labs:fenceOpen', 'labs:htmlOpen', 'labs:terminalAbove', 'labs:terminalInvalid'];

/** What is not there without a network. */
const missingOffline: TextKey[] = [
  'labs:imageRemote',
  'authoring:imageOffline',
  'authoring:sidecarImageOffline',
  'authoring:networkOffline',
];

/** A warning in both languages. */
export function warningOf(line: number | undefined, text: TextKey, values: TextValues = {}): Warning {
  const message = { fr: translator('fr')(text, values), en: translator('en')(text, values) };
  return { line, message, breaks: breaking.includes(text), offline: missingOffline.includes(text) };
}

/** Folder or file name without its endings; a post named `index.md` or `post.md` has its folder's. */
export function idOfPost(file: string): string {
  const name = path.basename(file).replace(/\.(md|markdown)$/i, '');
  if (/^(index|post)$/i.test(name)) return path.basename(path.dirname(path.resolve(file)));
  return name.replace(/\.post$/i, '') || name;
}
