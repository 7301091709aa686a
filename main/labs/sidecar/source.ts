// A sidecar's YAML with the place of each of its values, so that every failure names line and column.
import { isCollection, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { Failure, messageOf } from '../../failure/failure';
import type { TextKey, TextValues } from '../../i18n/i18n';

export type KeyPath = readonly PropertyKey[];

export interface SidecarSource {
  value: unknown;
  /** 1-based line of the value at `path`. */
  lineOf(path: KeyPath): number;
  /** A failure about the value at `path`, or about its key. */
  fault(text: TextKey, path: KeyPath, values: TextValues, about?: 'value' | 'key'): Failure;
}

export function readSource(text: string, file: string): SidecarSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const placeAt = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const invalid = (offset: number, thrown: unknown) =>
    new Failure('bad-input', 'labs:sidecarYaml', { at: placeAt(offset), reason: messageOf(thrown) });
  const [error] = document.errors;
  if (error) throw invalid(error.pos[0], error);
  return {
    value: toValue(
      () => document.toJS(),
      (thrown) => invalid(0, thrown),
    ),
    lineOf: (path) => lineCounter.linePos(offsetOf(document.contents, path, 'value')).line,
    fault: (key, path, values, about = 'value') => {
      const at = placeAt(offsetOf(document.contents, path, about));
      return new Failure('bad-input', key, { at, key: nameOf(path) || 'lab.yml', ...values });
    },
  };
}

/** `steps.creation.runs[0].fence`. */
function nameOf(path: KeyPath): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}

/** What a value is, short enough for a sentence. */
export function shown(value: unknown): string {
  const json = value === undefined ? '-' : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 59)}…` : json;
}

export function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

/** Offset of the value at `path`; of what lies nearest above it where there is none. */
function offsetOf(contents: Node | null, path: KeyPath, about: 'value' | 'key'): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  path.forEach((key, index) => {
    if (isMap(node) && about === 'key' && index === path.length - 1) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      node = pair?.key;
    } else {
      node = isCollection(node) ? node.get(key, true) : undefined;
    }
    offset = (node as Node | undefined)?.range?.[0] ?? offset;
  });
  return offset;
}

function toValue(read: () => unknown, invalid: (thrown: unknown) => Failure): unknown {
  try {
    return read();
  } catch (thrown) {
    // More aliases than a person writes.
    throw invalid(thrown);
  }
}
