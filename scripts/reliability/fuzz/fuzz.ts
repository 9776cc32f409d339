import fc from "fast-check";

/** Something that must stay harmless whatever it is given. */
export interface Target {
  name: string;
  /** Its share of the cases, in parts of the whole. */
  share: number;
  /** Throws where a case does harm. */
  property(): fc.IRawProperty<unknown>;
  /** Before and after all cases. */
  open?(): Promise<void>;
  close?(): Promise<void>;
}

export interface Fuzzed {
  name: string;
  cases: number;
  /** The smallest case that does harm, and what it does; absent when there is none. */
  failure?: string;
}

export async function fuzz(target: Target, seed: number, cases: number): Promise<Fuzzed> {
  await target.open?.();
  try {
    const details = await fc.check(target.property(), { seed, numRuns: cases });
    if (!details.failed) return { name: target.name, cases: details.numRuns };
    const shown = fc.stringify(details.counterexample).slice(0, 2_000);
    return { name: target.name, cases: details.numRuns, failure: `${details.errorInstance} for ${shown}` };
  } finally {
    await target.close?.();
  }
}

/** What is no harm is told in our words, without a stack trace. */
export function expectTold(error: unknown, kinds: (new (...args: never[]) => Error)[]): void {
  if (!kinds.some((kind) => error instanceof kind)) throw error;
}

export function expectThat(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}
