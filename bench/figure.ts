// One measured figure: ours against the bare counterpart of the same run.

export interface Figure {
  name: string;
  unit: string;
  /** Medians of the rounds. */
  ours: number;
  bare: number;
  /** Ours to bare: the median of the rounds' own ratios, as the machine's pace differs between rounds. */
  ratio: number;
  /** `≤ 1.25` */
  target: string;
  met: boolean;
}

/** A figure without a bare counterpart: an amount, and the most that it may be, where there is a target. */
export interface Measure {
  name: string;
  unit: string;
  value: number;
  target: string | undefined;
  met: boolean;
}

export function measure(name: string, unit: string, value: number, atMost?: number): Measure {
  const target = atMost === undefined ? undefined : `≤ ${Number(atMost.toFixed(3))}`;
  return { name, unit, value, target, met: atMost === undefined || value <= atMost };
}

/** What each round measured, ours and bare side by side. */
export interface Rounds {
  ours: number[];
  bare: number[];
}

export function figure(
  name: string,
  unit: string,
  { ours, bare }: Rounds,
  target: { atMost: number } | { atLeast: number },
): Figure {
  const ratio = median(ours.map((value, round) => value / (bare[round] ?? NaN)));
  const measured = { name, unit, ours: median(ours), bare: median(bare), ratio };
  return 'atMost' in target
    ? { ...measured, target: `≤ ${target.atMost}`, met: ratio <= target.atMost }
    : { ...measured, target: `≥ ${target.atLeast}`, met: ratio >= target.atLeast };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
