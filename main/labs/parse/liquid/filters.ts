// Jekyll's filters that Liquid lacks.
import type { Liquid } from 'liquidjs';

export function addFilters(liquid: Liquid): void {
  for (const [name, filter] of Object.entries(filters)) liquid.registerFilter(name, filter);
}

const same = (value: unknown) => value;

const filters: Record<string, (value: unknown) => unknown> = {
  // A lab has no site around it: its addresses begin at its folder.
  relative_url: same,
  absolute_url: same,
  strip_index: (url) => textOf(url).replace(/\/index\.html?$/, '/'),
  // What Liquid renders is read as Markdown, and set with its typography, all the same.
  markdownify: same,
  smartify: same,
  to_integer: (value) => Math.trunc(Number(value)) || 0,
  inspect: (value) => JSON.stringify(value),
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
