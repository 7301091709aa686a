// Splits a post into its YAML front matter and its body; whatever is wrong with the former is a warning.
import { LineCounter, parse, parseDocument } from 'yaml';
import { messageOf } from '../../failure/failure';
import type { Warn } from './post';

export interface FrontMatter {
  data: Record<string, unknown>;
  /** Body, with `\n` line endings. */
  body: string;
  /** Lines on disk before the body's first. */
  linesBefore: number;
}

export function splitFrontMatter(source: string, warn: Warn): FrontMatter {
  const lines = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  if (!/^---[ \t]*$/.test(lines[0] ?? '')) {
    warn(1, 'labs:frontMatterMissing');
    return { data: {}, body: lines.join('\n'), linesBefore: 0 };
  }
  const end = lines.findIndex((line, index) => index > 0 && /^(---|\.\.\.)[ \t]*$/.test(line));
  if (end === -1) warn(1, 'labs:frontMatterOpen');
  const yamlEnd = end === -1 ? endOfKeys(lines) : end;
  const linesBefore = end === -1 ? yamlEnd : end + 1;
  return {
    data: readData(lines.slice(1, yamlEnd), warn),
    body: lines.slice(linesBefore).join('\n'),
    linesBefore,
  };
}

/** Where front matter that nobody closed ends, most likely: at the first line that is no key, list item or comment. */
function endOfKeys(lines: string[]): number {
  const end = lines.findIndex((line, index) => index > 0 && !/^([\w-]+:(\s|$)|\s+\S|- |# ?\w+:)/.test(line));
  return end === -1 ? lines.length : end;
}

function readData(lines: string[], warn: Warn): Record<string, unknown> {
  const lineCounter = new LineCounter();
  const document = parseDocument(lines.join('\n'), { lineCounter, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error) {
    warn(lineCounter.linePos(error.pos[0]).line + 1, 'labs:frontMatterYaml', { reason: error.message });
    return readLineByLine(lines);
  }
  try {
    const data: unknown = document.toJS();
    if (isRecord(data)) return data;
    if (data !== null) warn(2, 'labs:frontMatterYaml', { reason: 'key: value' });
  } catch (thrown) {
    warn(2, 'labs:frontMatterYaml', { reason: messageOf(thrown) });
  }
  return {};
}

/** What `key: value` lines say where the whole is not YAML, as with `title: Swarm: overview`. */
function readLineByLine(lines: string[]): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const line of lines) {
    const [, key, text] = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined && text !== undefined) data[key] = readValue(text);
  }
  return data;
}

function readValue(text: string): unknown {
  try {
    const value: unknown = parse(text, { logLevel: 'error' });
    return isRecord(value) ? text : value;
  } catch {
    // The text itself is the best reading of a value that is not YAML.
    return text.replace(/^(["'])(.*)\1$/, '$2');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
