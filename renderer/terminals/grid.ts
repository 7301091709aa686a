// How panes that are all seen share their place: in one line, or in a grid where that would leave them no room.

/** Panes that a single row or column holds: below each other, a fourth one would have 6 lines beside an open dock. */
const mostInLine = 3;

/**
 * Rows of panes, from the top. `rows`: one below the other, two to a row where there are many; `columns`: side by side,
 * in two rows where there are many.
 */
export function gridOf<T>(panes: T[], layout: 'rows' | 'columns'): T[][] {
  const isFew = panes.length <= mostInLine;
  if (layout === 'rows') return chunks(panes, isFew ? 1 : 2);
  return chunks(panes, isFew ? mostInLine : Math.ceil(panes.length / 2));
}

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
