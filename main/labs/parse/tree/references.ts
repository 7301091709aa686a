// Links and images by reference become those that they mean, so that each block of a step can be rendered by itself.
import type { Definition, Parent, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';

export function resolveReferences(root: Parent): void {
  const definitions = new Map<string, Definition>();
  visit(root, 'definition', (definition: Definition) => {
    const key = definition.identifier.toUpperCase();
    if (!definitions.has(key)) definitions.set(key, definition);
  });
  if (definitions.size > 0) replaceIn(root, definitions);
}

function replaceIn(parent: Parent, definitions: Map<string, Definition>): void {
  for (const [index, child] of parent.children.entries()) {
    if ('children' in child) replaceIn(child, definitions);
    if (child.type !== 'linkReference' && child.type !== 'imageReference') continue;
    const definition = definitions.get(child.identifier.toUpperCase());
    if (!definition) continue;
    const { url, title } = definition;
    const shared = { url, title: title ?? null, ...dataOf(child), ...placeOf(child) };
    parent.children[index] =
      child.type === 'linkReference'
        ? { type: 'link', children: child.children, ...shared }
        : { type: 'image', alt: child.alt ?? null, ...shared };
  }
}

function dataOf({ data }: RootContent) {
  return data ? { data } : {};
}

function placeOf({ position }: RootContent) {
  return position ? { position } : {};
}
