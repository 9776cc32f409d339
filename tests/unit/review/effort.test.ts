import { type Format, writeReview } from "../../../provider/review/format";
import { readPreview } from "../../../provider/review/preview";
import { reportOn } from "../../../provider/review/report";
import {
  create,
  preview,
  remove,
  replace,
  rtcInputs,
  ruleInputs,
  type StepJson,
  urn,
} from "./support/previews";

/** Every shape in which one step could be compared with every other. */
const LARGE: Record<string, (count: number) => StepJson[]> = {
  "rules that start": (count) => each(count, (at) => create(ruleInputs({ bucket: `b${at}` }), urn(`r${at}`))),
  "renames of one pair": (count) =>
    each(count, (at) =>
      at % 2 === 0
        ? create(ruleInputs(), urn(`r${at}`))
        : remove(ruleInputs(), { id: `i${at}` }, urn(`r${at}`)),
    ),
  "steps of one resource": (count) => each(count, (at) => remove(ruleInputs(), { id: `i${at}` })),
  "adoptions and deletions of other rules": (count) =>
    each(count, (at) =>
      at % 2 === 0
        ? create(ruleInputs({ adopt: `a${at}` }), urn(`r${at}`))
        : remove(ruleInputs(), { id: `i${at}` }, urn(`r${at}`)),
    ),
  "names that are not shown": (count) =>
    each(count, (at) =>
      at % 2 === 0
        ? create(ruleInputs({ bucket: "[secret]" }), urn(`r${at}`))
        : remove(ruleInputs({ destination: "[secret]" }), { id: `i${at}` }, urn(`r${at}`)),
    ),
  "RTCs of one retained rule": (count) =>
    each(count, (at) =>
      at % 2 === 0
        ? remove(ruleInputs(), { retainOnDelete: true }, urn(`r${at}`))
        : remove(rtcInputs(), {}, urn(`t${at}`, "ReplicationRtc")),
    ),
  "prefixes of a rule": (count) => [
    replace(
      { prefixSet: { prefixes: each(2 * count, (at) => `${at % 7}/${at}/`) } },
      { prefixSet: { prefixes: each(2 * count, (at) => `${at % 7}/${at}/${at % 2 === 0 ? "x" : ""}`) } },
    ),
  ],
};

function piecesOf(input: string, format: Format): Iterable<string> {
  return writeReview([{ origin: {}, outcome: reportOn(readPreview(input)) }], { format });
}

function each<T>(count: number, of: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => of(at));
}

it("writes ten thousand changes as JSON, all of them, and holds no more than one at a time", () => {
  const steps = each(10_000, (at) =>
    replace({ prefixSet: { prefixes: [`${at}/`] } }, { prefixSet: { prefixes: ["b/"] } }),
  ).map((step, at) => ({ ...step, urn: urn(`r${at}`) }));
  const pieces = [...piecesOf(preview(steps), "json")];
  expect(pieces.filter(({ length }) => length >= 5_000)).toEqual([]);
  const { changes, counts } = JSON.parse(pieces.join(""));
  expect(counts.recreated).toBe(10_000);
  expect(new Set(changes.map((change: { urn: string }) => change.urn)).size).toBe(10_000);
});

describe("eight times as much takes no more than some twenty times as long", () => {
  const millisecondsFor = (input: string): number => {
    const before = process.cpuUsage();
    for (const _ of piecesOf(input, "json"));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  const leastOf = (times: number, input: string) => Math.min(...each(times, () => millisecondsFor(input)));

  it.each(Object.keys(LARGE))("%s", (name) => {
    const made = LARGE[name] as (count: number) => StepJson[];
    const [small, large] = [preview(made(1_000)), preview(made(8_000))];
    leastOf(1, small);
    expect(leastOf(1, large) / leastOf(2, small)).toBeLessThan(24);
  });
});
