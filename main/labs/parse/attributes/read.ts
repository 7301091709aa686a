// Reads what stands between the braces of a kramdown attribute list.

export interface Attributes {
  id: string | undefined;
  classes: string[];
  /** By attribute name: `data-port`. */
  values: Record<string, string>;
}

const item =
  /\s*(?:\.(?<class>[\w-]+)|#(?<id>[\w:.-]+)|(?<key>[A-Za-z][\w:-]*)=(?:"(?<double>(?:\\.|[^"\\])*)"|'(?<single>(?:\\.|[^'\\])*)'|(?<bare>[^\s"'}]+))|(?<name>[A-Za-z][\w-]*))/y;

/** An attribute list that may name others, `{:name}`, or be what such a name stands for. */
export interface AttributeText extends Attributes {
  names: string[];
}

/** A line of attribute lists, and of definitions of such, `{:name: .class}`. */
export interface AttributeTexts {
  lists: AttributeText[];
  definitions: { name: string; list: AttributeText }[];
}

/** Undefined where a line holds anything else, or nothing. */
export function readLine(line: string): AttributeTexts | undefined {
  const found: AttributeTexts = { lists: [], definitions: [] };
  const one = /\s*\{:((?:[^{}"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*)\}\s*/y;
  while (one.lastIndex < line.length) {
    const [, content] = one.exec(line) ?? [];
    if (content === undefined) return undefined;
    const [, name, defined] = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(content) ?? [];
    const list = readAttributeText(defined ?? content);
    if (!list) return undefined;
    if (name === undefined) found.lists.push(list);
    else found.definitions.push({ name, list });
  }
  return line === '' ? undefined : found;
}

/** What stands between `{:` and `}`; undefined where that is no attribute list. */
export function readAttributes(content: string): Attributes | undefined {
  const { names, ...attributes } = readAttributeText(content) ?? {};
  return names && (attributes as Attributes);
}

export function readAttributeText(content: string): AttributeText | undefined {
  const attributes: AttributeText = { ...noAttributes(), names: [] };
  const text = content.trimEnd();
  let at = 0;
  while (at < text.length) {
    item.lastIndex = at;
    const found = item.exec(text);
    if (!found) return undefined;
    addItem(attributes, found.groups ?? {});
    at = item.lastIndex;
  }
  return at === 0 ? undefined : attributes;
}

function addItem(attributes: AttributeText, found: Record<string, string | undefined>): void {
  const value = (found.double ?? found.single ?? found.bare)?.replace(/\\(["'}])/g, '$1');
  if (found.class !== undefined) attributes.classes.push(found.class);
  else if (found.id !== undefined) attributes.id = found.id;
  else if (found.key === 'class') attributes.classes.push(...(value ?? '').split(/\s+/).filter(Boolean));
  else if (found.key === 'id') attributes.id = value;
  else if (found.key !== undefined && value !== undefined) attributes.values[found.key] = value;
  else if (found.name !== undefined) attributes.names.push(found.name);
}

export function noAttributes(): Attributes {
  return { id: undefined, classes: [], values: {} };
}
