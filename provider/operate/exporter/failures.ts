import type { Reading } from "./known";

/**
 * What the log has to say of a reading: what cannot be read that could be before, and what can again. A failure that goes
 * on is not repeated; the metrics have it.
 */
export function changesOf({ surveyed }: Reading, before: Reading | undefined): string[] {
  const now = failuresIn(surveyed);
  const then = before ? failuresIn(before.surveyed) : {};
  const isReadAgain = then.bucket !== undefined && now.bucket === undefined;
  return [
    ...(now.bucket !== undefined && then.bucket === undefined ? [now.bucket] : []),
    ...(now.rules !== undefined && then.rules === undefined ? [now.rules] : []),
    ...(isReadAgain ? [`Bucket ${surveyed.bucket} can be read again.`] : []),
  ];
}

function failuresIn({ failure, rules }: Reading["surveyed"]): { bucket?: string; rules?: string } {
  const [first, ...others] = rules.flatMap(({ failure }) => failure ?? []);
  const further =
    others.length > 0 ? ` The same holds for ${others.length} further rules of the bucket.` : "";
  return { bucket: failure?.message, rules: first && `${first.message}${further}` };
}
