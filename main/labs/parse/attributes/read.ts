// Reads what stands between the braces of a kramdown attribute list.

export interface Attributes {
  id: string | undefined;
  classes: string[];
  /** By attribute name: `data-port`. */
  values: Record<string, string>;
}

const item =
  /\s*(?:\.(?<class>[\w-]+)|#(?<id>[\w:.-]+)|(?<key>[A-Za-z][\w:-]*)=(?:"(?<double>(?:\\.|[^"\\])*)"|'(?<single>(?:\\.|[^'\\])*)'|(?<bare>[^\s"'}]+))|(?<name>[A-Za-z][\w-]*))/y;

/** What stands between `{:` and `}`; undefined where that is no attribute list. */
export function readAttributes(content: string): Attributes | undefined {
  const attributes = noAttributes();
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

function addItem(attributes: Attributes, found: Record<string, string | undefined>): void {
  const value = (found.double ?? found.single ?? found.bare)?.replace(/\\(["'}])/g, '$1');
  if (found.class !== undefined) attributes.classes.push(found.class);
  else if (found.id !== undefined) attributes.id = found.id;
  else if (found.key === 'class') attributes.classes.push(...(value ?? '').split(/\s+/).filter(Boolean));
  else if (found.key === 'id') attributes.id = value;
  else if (found.key !== undefined && value !== undefined) attributes.values[found.key] = value;
}

export function noAttributes(): Attributes {
  return { id: undefined, classes: [], values: {} };
}
