import { MOST_BYTES } from "../../../provider/cli/input";
import { writeReview } from "../../../provider/review/format";
import { readPreview } from "../../../provider/review/preview";
import { reportOn } from "../../../provider/review/report";
import {
  create,
  preview,
  remove,
  replace,
  review,
  rtcInputs,
  ruleInputs,
  type StepJson,
  stream,
  urn,
} from "./support/previews";

const text = preview([create(ruleInputs({ bucket: "größe-存储" }))]);

describe("a byte order mark tells how the text is written", () => {
  const bigEndian = (content: string) => Buffer.from(content, "utf16le").swap16();
  it.each([
    ["UTF-16, as Windows PowerShell writes it", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, the other way round", bigEndian(`\ufeff${text}`)],
    ["UTF-8", Buffer.from(`\ufeff${text}`)],
    ["lines before the JSON in UTF-16", Buffer.from(`\ufeffLogging in\r\n${text}\r\n`, "utf16le")],
  ])("%s", async (_, bytes) => {
    const expected = await review(text);
    expect(expected.out).toContain("größe-存储");
    expect(await review(bytes)).toEqual(expected);
    expect(await review("", ["p.json"], { file: () => stream(bytes) })).toEqual(expected);
  });

  it.each([[[0xff]], [[0xff, 0xfe]], [[0xfe, 0xff, 0x00]], [[0xff, 0xfe, 0x7b]], [[0xc3, 0x28]], [[0]]])(
    "and what is cut off is no preview: %j",
    async (bytes) => {
      const { code, out, err } = await review(Uint8Array.from(bytes));
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(/^oss-replication: .*\n$/);
    },
  );
});

it("refuses by size, at once", async () => {
  let asked = 0;
  async function* endless() {
    const piece = new Uint8Array(16 * 1024 * 1024);
    for (;;) {
      asked += piece.length;
      yield piece;
    }
  }
  const { code, out, err } = await review("", [], { stdin: endless });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe(
    "oss-replication: The preview is longer than 128 MiB, which is more than a review reads: preview a part of the stack at a time, with `--target`.\n",
  );
  expect(asked).toBeLessThan(MOST_BYTES + 32 * 1024 * 1024);
});

it("writes ten thousand changes as JSON, all of them, and holds no more than one at a time", () => {
  const steps = each(10_000, (at) =>
    replace({ prefixSet: { prefixes: [`${at}/`] } }, { prefixSet: { prefixes: ["b/"] } }),
  ).map((step, at) => ({ ...step, urn: urn(`r${at}`) }));
  const pieces = [...writeReview(reportOn(readPreview(preview(steps))), "json")];
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(5_000);
  const { changes, counts } = JSON.parse(pieces.join(""));
  expect(counts.recreated).toBe(10_000);
  expect(new Set(changes.map((change: { urn: string }) => change.urn)).size).toBe(10_000);
});

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

function each<T>(count: number, of: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => of(at));
}

describe("eight times as much takes no more than some twenty times as long", () => {
  const millisecondsFor = (input: string): number => {
    const before = process.cpuUsage();
    for (const _ of writeReview(reportOn(readPreview(input)), "json"));
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
