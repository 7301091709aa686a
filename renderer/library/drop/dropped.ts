// What of that which is dropped on the window can be opened.
import type { Text } from '../../../preload/contract';

export interface Dropped {
  name: string;
  isFolder: boolean;
  /** On disk; empty where it has none, as a picture out of a web page. */
  path: string;
}

type Judged = { kind: 'lab'; path: string } | ({ kind: 'refused' } & Text);

export function judgeDrop(all: Dropped[]): Judged {
  const [first, ...others] = all;
  if (!first || first.path === '') return refused('library:dropNothing');
  if (others.length > 0) return refused('library:dropSeveral', { count: all.length });
  if (!first.isFolder && !/\.(md|markdown|zip)$/i.test(first.name))
    return refused('library:dropOther', { name: first.name });
  return { kind: 'lab', path: first.path };
}

function refused(text: Text['text'], values: Text['values'] = {}): Judged {
  return { kind: 'refused', text, values };
}
