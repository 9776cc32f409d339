import fc from "fast-check";

/** Numbers in [0, 1), the same for the same seed. */
export function chance(seed: number): () => number {
  const drawn = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    seed,
    numRuns: 1_000,
  });
  let at = 0;
  return () => {
    at = (at + 1) % drawn.length;
    return drawn[at] ?? 0;
  };
}
