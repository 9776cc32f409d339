import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as provider from "../../../provider";
import { type Entry, entriesOf, REPOSITORY } from "./support/api";

const SAMPLE = `
/** */
export interface Bare { b: string }
/** Yes. */
export interface Full {
  /** Yes. */
  f: string;
}
/** Yes. */
export interface Mapped extends Partial<Bare> {}
/** Yes. */
export class Implements implements Readonly<Full> {
  readonly f = "";
  own = "";
  /** @internal */
  hidden = "";
  private mine = "";
  static make() {}
  constructor() {}
}
/** Yes. */
export function overloaded(a: string): string;
export function overloaded(a: number): number;
/** Yes. */
export function overloaded(a: never): never { return a; }
`;

let parts: Record<"provider" | "emulator" | "sample", Entry[]>;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), "documented-"));
  const sample = join(folder, "index.ts");
  writeFileSync(sample, SAMPLE);
  const index = (part: string) => join(REPOSITORY, part, "index.ts");
  const [ofProvider = [], ofEmulator = [], ofSample = []] = entriesOf(
    ...[index("provider"), index("emulator"), sample],
  );
  parts = { provider: ofProvider, emulator: ofEmulator, sample: ofSample };
  rmSync(folder, { recursive: true });
}, 120_000);

const undocumented = (entries: Entry[]) =>
  entries.filter(({ isDocumented }) => !isDocumented).map(({ name }) => name);

it.each(["provider", "emulator"] as const)("every public name of %s says what it means", (part) => {
  expect(parts[part].length).toBeGreaterThan(50);
  expect(undocumented(parts[part])).toEqual([]);
});

it("all that the package exports is looked at", () => {
  const names = parts.provider.map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(Object.keys(provider)));
});

it("a comment that is missing or empty is noticed, in an overload too", () => {
  expect(undocumented(parts.sample)).toEqual([
    ...[
      "overloaded",
      "Bare",
      "Bare.b",
      "Mapped.b",
      "Implements.own",
      "Implements.constructor",
      "Implements.make",
    ],
  ]);
});
