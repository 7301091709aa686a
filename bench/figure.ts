// One measured figure: ours against the bare counterpart of the same run.

export interface Figure {
  name: string;
  unit: string;
  ours: number;
  bare: number;
  /** ours / bare */
  ratio: number;
  /** `≤ 1.25` */
  target: string;
  met: boolean;
}

export function figure(
  name: string,
  unit: string,
  ours: number,
  bare: number,
  target: { atMost: number } | { atLeast: number },
): Figure {
  const ratio = ours / bare;
  if ('atMost' in target)
    return { name, unit, ours, bare, ratio, target: `≤ ${target.atMost}`, met: ratio <= target.atMost };
  return { name, unit, ours, bare, ratio, target: `≥ ${target.atLeast}`, met: ratio >= target.atLeast };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
