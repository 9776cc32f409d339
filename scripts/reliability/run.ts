import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { runFuzz } from "./fuzz/targets";
import { runKills } from "./kills/kill";
import { measureLimits } from "./limits";
import { allCells, nameOf } from "./matrix/axes";
import { runInProcess, type Seen } from "./matrix/cell";
import { compare, sampled } from "./matrix/sample";
import { type Options, optionsOf, type Part } from "./options";
import { type Proof, report } from "./report";

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  console.log(`reliability: seed ${options.seed}`);
  const proof = await prove(options);
  const failures = failuresOf(proof);
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  if (options.only === undefined) write(proof, options, failures);
  console.log(
    failures.length === 0 ? "reliability: everything holds" : `reliability: ${failures.length} failures`,
  );
  if (failures.length > 0) process.exitCode = 1;
}

async function prove(options: Options): Promise<Proof> {
  const { seed, kills, sample, cases } = options;
  const wants = (part: Part) => options.only === undefined || options.only === part;
  const proof: Proof = {};
  if (wants("limits")) proof.limits = await timed("limits", measureLimits);
  if (wants("fuzz")) proof.fuzz = await timed("fuzz", () => runFuzz(seed, cases));
  if (wants("matrix")) {
    const random = chance(seed);
    const standIn = (cell: Parameters<typeof runInProcess>[0]) => runInProcess(cell, random);
    proof.matrix = await timed("matrix", () => runMatrix(random));
    proof.sample = await timed("sample", () => compare(sampled(seed, sample), standIn, console.log));
  }
  if (wants("kills")) proof.kills = await timed("kills", () => runKills(seed, kills, console.log));
  return proof;
}

/** Numbers in [0, 1), the same for the same seed. */
function chance(seed: number): () => number {
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

/** All cells, one after the other; a failure of the harness itself is told with the cell's name. */
async function runMatrix(random: () => number): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const cell of allCells()) {
    try {
      seen.push(await runInProcess(cell, random));
    } catch (error) {
      throw new Error(`${nameOf(cell)}: ${error instanceof Error ? error.stack : error}`);
    }
  }
  return seen;
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await work();
  console.log(`${what}: ${((Date.now() - began) / 1000).toFixed(0)} s`);
  return result;
}

function failuresOf({ limits = [], fuzz = [], matrix = [], sample = [], kills = [] }: Proof): string[] {
  return [
    ...limits.filter(({ kept }) => !kept).map(({ what, measured }) => `${what}: ${measured}`),
    ...fuzz.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure}`])),
    ...matrix
      .filter(({ violations }) => violations.length > 0)
      .map(({ cell, violations }) => `${nameOf(cell)}: ${violations.join("; ")}`),
    ...sample
      .filter(({ violations }) => violations.length > 0)
      .map(({ cell, violations }) => `real engine, ${nameOf(cell)}: ${violations.join("; ")}`),
    ...kills
      .filter(({ violations }) => violations.length > 0)
      .map(({ kill, violations }) => `${JSON.stringify(kill)}: ${violations.join("; ")}`),
  ];
}

/** Only a proof that is whole and holds is a document. */
function write(proof: Proof, options: Options, failures: string[]): void {
  if (failures.length > 0) return;
  writeFileSync(join(__dirname, "..", "..", "docs", "reliability.md"), report(proof, options));
  console.log("written: docs/reliability.md");
}

main()
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  // The SDK's connections would keep the process for a while.
  .finally(() => process.exit());
