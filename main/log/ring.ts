// The last lines of something, and no more.

export interface Ring {
  push(line: string): void;
  /** Oldest first. */
  lines(): string[];
}

/** `most`: how many lines are kept. */
export function createRing(most: number): Ring {
  const lines: string[] = [];
  return {
    push(line) {
      lines.push(line);
      if (lines.length > most) lines.shift();
    },
    lines: () => [...lines],
  };
}
