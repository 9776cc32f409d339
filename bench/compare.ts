import type { Subject } from "./program";

/** Of one number in several runs. */
export interface Summary {
  median: number;
  low: number;
  high: number;
}

/** A number of ours beside the floor's, taken in pairs. */
export interface Compared extends Record<Subject, Summary> {
  /** The median of the pairs' ratios, which a slow minute of the machine changes less than the ratio of medians. */
  ratio: number;
  /** The median of the pairs' differences. */
  over: number;
}

export function compare(pairs: Record<Subject, number>[]): Compared {
  const over = pairs.map(({ ours, floor }) => ours - floor);
  return {
    ours: summarise(pairs.map(({ ours }) => ours)),
    floor: summarise(pairs.map(({ floor }) => floor)),
    ratio: median(pairs.map(({ ours, floor }) => ours / floor)),
    over: median(over),
  };
}

export function summarise(values: number[]): Summary {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return (low + high) / 2;
}
