// Image references by Docker's rules: default registry, `library/`, default tag.

export interface Reference {
  registry: string;
  repository: string;
  /** Undefined where only a digest says which. */
  tag: string | undefined;
}

const hub = 'docker.io';

export function readReference(written: string): Reference {
  const [named = '', digest] = written.split('@');
  const [first = '', ...rest] = named.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first : hub;
  const path = hasRegistry ? rest.join('/') : named;
  const [, name = path, tag] = /^(.*?)(?::([^:/]+))?$/.exec(path) ?? [];
  const isHub = registry === hub || registry === 'index.docker.io';
  return {
    registry: isHub ? hub : registry,
    repository: isHub && !name.includes('/') ? `library/${name}` : name,
    tag: tag ?? (digest === undefined ? 'latest' : undefined),
  };
}

/** Whether `image` can be had where `available` is: a digest is taken at its word. */
export function isSame(image: Reference, available: Reference): boolean {
  if (image.registry !== available.registry || image.repository !== available.repository) return false;
  return image.tag === undefined || image.tag === available.tag;
}

/** A registry of the lab's own: `localhost:5000`, `node1:5000`, `10.0.0.2:5000`. */
export function isOwnRegistry({ registry }: Reference): boolean {
  const host = registry.replace(/:\d+$/, '');
  return !host.includes('.') || /^[\d.]+$/.test(host);
}
