import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "oss-replication-emulator";
import { measure } from "../../../provider/cli/measure";
import type { OssService } from "../../../provider/oss";
import type { Clock } from "../../../provider/oss/clock";
import { countText, keyOf, sizeText } from "../../../provider/review/measure";
import { environment, ran } from "../operate/support/command";
import {
  create,
  prefixes,
  preview,
  remove,
  replace,
  review,
  ruleInputs,
  type StepJson,
  to,
  urn,
} from "./support/previews";

const TIB = 1024 ** 4;
/** 3.15 TiB. */
const SIZE = 3_460_000_000_000;

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  for (const bucket of ["src", "src2", "empty"]) emulator.createBucket(bucket, "cn-hangzhou");
  emulator.setStat("src", { storage: SIZE, objectCount: 4_120_331 });
  emulator.setStat("src2", { storage: 1_000, objectCount: 2 });
  folder = mkdtempSync(join(tmpdir(), "measure-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await emulator.close();
});

const from = (bucket: string, more = {}) => create(ruleInputs({ bucket, ...more }), urn(`from-${bucket}`));

/** The built command, which asks only for what a bucket holds. */
async function reviewed(steps: StepJson[], args: string[] = [], more: NodeJS.ProcessEnv = {}) {
  const file = join(folder, "preview.json");
  writeFileSync(file, preview(steps));
  const before = emulator.requests.length;
  const result = await ran(["review", file, ...args], { ...environment(emulator), ...more });
  const sent = emulator.requests.slice(before);
  expect(sent.filter(({ operation }) => operation !== "GetBucketStat")).toEqual([]);
  return { ...result, asked: sent.map(({ bucket }) => bucket).sort() };
}

const copiedOf = ({
  changes,
}: {
  changes: { resource: string; atMost?: unknown; risks: { reason: string; text: string }[] }[];
}) =>
  changes.map(({ resource, atMost, risks }) => [
    resource,
    atMost,
    risks.find(({ reason }) => reason === "history-copied")?.text,
  ]);

test("--measure tells how much is copied at most, again or for the first time, and in all", async () => {
  const steps = [replace(prefixes("a/"), prefixes("b/")), from("src2"), from("empty")];
  const { code, out, err, asked } = await reviewed(steps, ["--measure", "--format", "json"]);
  expect([code, err, asked]).toEqual([0, "", ["empty", "src", "src2"]]);
  expect(copiedOf(JSON.parse(out))).toEqual([
    [
      "logs",
      { bytes: SIZE, objects: 4_120_331 },
      'Objects already in bucket src are copied to bucket dst, and billed. At most "3.2 TiB" in "4,120,331" objects are copied again.',
    ],
    [
      "from-empty",
      { bytes: 0, objects: 0 },
      expect.stringMatching(/ At most "0 bytes" in 0 objects are copied\.$/),
    ],
    [
      "from-src2",
      { bytes: 1_000, objects: 2 },
      expect.stringMatching(/ At most "1000 bytes" in 2 objects are copied\.$/),
    ],
  ]);
  const markdown = await reviewed(steps, ["--measure"]);
  expect(markdown.out).toContain("\n\nAt most 3.2 TiB in 4,120,333 objects are copied.\n\n");
  expect(markdown.out).toContain("and billed. At most `3.2 TiB` in `4,120,331` objects are copied again.");
  expect((await reviewed(steps, ["--measure", "--format", "text"])).out).toContain(
    "\nAt most 3.2 TiB in 4,120,333 objects are copied.\n",
  );
});

test("nothing is asked without --measure, nor about what is not copied", async () => {
  expect((await reviewed([from("src")])).asked).toEqual([]);
  const none = [remove(ruleInputs()), from("src2", { historicalObjectReplication: "disabled" })];
  const { out, asked } = await reviewed(none, ["--measure"]);
  expect([asked, out.includes("At most")]).toEqual([[], false]);
});

test("what cannot be asked stays unknown, with the reason, and the rest is told", async () => {
  emulator.addFault({
    kind: "refuse",
    status: 403,
    code: "AccessDenied",
    operation: "GetBucketStat",
    bucket: "src2",
  });
  const steps = [from("src"), from("src2"), from("missing"), from("[secret]"), from("no_Bucket/x")];
  const { code, out, asked } = await reviewed(steps, ["--measure"]);
  expect([code, asked]).toEqual([0, ["missing", "src", "src2"]]);
  expect(out).toContain(
    "At most 3.2 TiB in 4,120,331 objects are copied; of 4 pairs of buckets it is not known how much.",
  );
  expect(out).toContain("How much is not known (`AccessDenied`).");
  expect(out).toContain("How much is not known (`NoSuchBucket`).");
  expect(out).toContain("How much is not known: the preview does not show the bucket.");
  expect(out).toMatch(/- not measured: bucket `src2`: .*AccessDenied/);
  expect(out).toMatch(/- not measured: bucket `no_Bucket\/x`: No bucket can have this name\./);
});

test("two targets that are not known yet are two pairs, and a hidden source is told as unknown in the JSON", async () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const steps = [
    create(ruleInputs(to(unknown)), urn("first")),
    create(ruleInputs(to(unknown)), urn("second")),
  ];
  expect((await reviewed(steps, ["--measure"])).out).toContain(
    "At most 6.3 TiB in 8,240,662 objects are copied.",
  );
  const { out } = await reviewed([from("[secret]")], ["--measure", "--format", "json"]);
  expect(JSON.parse(out).changes[0].atMost).toEqual({
    bytes: null,
    objects: null,
    reason: "The preview does not show the bucket.",
  });
});

test("a machine without credentials or network still gets its review", async () => {
  const { code, out } = await reviewed([from("src")], ["--measure"], { OSS_ENDPOINT: "http://127.0.0.1:9" });
  expect(code).toBe(0);
  expect(out).toContain("Existing objects are copied; of 1 pair of buckets it is not known how much.");
  expect(out).toMatch(/not measured: .*ECONNREFUSED/);
});

test("a pair counts once, and three hundred rules are still one group", async () => {
  const twice = [
    from("src"),
    create(ruleInputs(), urn("again")),
    create(ruleInputs(to("dst2")), urn("other")),
  ];
  expect((await reviewed(twice, ["--measure"])).out).toContain(
    "At most 6.3 TiB in 8,240,662 objects are copied.",
  );
  const many = Array.from({ length: 300 }, (_, at) => from(at % 2 ? "src" : "src2", to(`dst${at}`)));
  const named = many.map((step, at) => ({ ...step, urn: urn(`r${at}`) }));
  const { out, asked } = await reviewed(named, ["--measure"]);
  expect(asked).toEqual(["src", "src2"]);
  expect(out).toContain("At most _size_ in _objects_ objects are copied.");
  expect(out).toContain("| `r1` | `src` | `dst1` | `3.2 TiB` | `4,120,331` |");
});

describe("asking", () => {
  const clockAt = (now: () => number) => ({ now }) as unknown as Clock;
  const stat = { storage: 1, objectCount: 1 };

  test("is done side by side, by eight, each bucket in its own region", async () => {
    let [running, most] = [0, 0];
    const asked: string[] = [];
    const at = (region: string) =>
      ({
        getBucketStat: async (bucket: string) => {
          asked.push(`${region}/${bucket}`);
          most = Math.max(most, ++running);
          await Promise.resolve();
          running--;
          return stat;
        },
      }) as unknown as OssService;
    const sources = Array.from({ length: 600 }, (_, each) => ({
      bucket: `bucket-${each}`,
      region: each === 0 ? undefined : "cn-beijing",
    }));
    const measures = await measure(sources, { region: "cn-hangzhou", at, clock: clockAt(() => 0) });
    expect([most, asked.length, measures.size]).toEqual([8, 500, 600]);
    expect(asked[0]).toBe("cn-hangzhou/bucket-0");
    expect(asked[1]).toBe("cn-beijing/bucket-1");
    expect(measures.get(keyOf(sources[499] as (typeof sources)[number]))).toEqual(stat);
    expect(measures.get(keyOf(sources[500] as (typeof sources)[number]))).toEqual({
      code: "not asked",
      why: "More than 500 buckets are not asked about.",
    });
    const nowhere = await measure([{ bucket: "src" }], { at, clock: clockAt(() => 0) });
    expect([...nowhere.values()]).toMatchObject([{ why: expect.stringContaining("No region is known") }]);
  });

  test("ends after two minutes", async () => {
    let now = 0;
    const at = () => ({
      getBucketStat: async () => {
        now += 50_000;
        return stat;
      },
    });
    const sources = Array.from({ length: 20 }, (_, each) => ({
      bucket: `bucket-${each}`,
      region: "cn-hangzhou",
    }));
    const measures = await measure(sources, { at: at as never, clock: clockAt(() => now) });
    const unknown = [...measures.values()].filter((measured) => "why" in measured);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown[0]).toEqual({ code: "not asked", why: "Asking about the buckets before took 120 s." });
  });

  test("does not hide a fault of ours", async () => {
    const at = () => {
      throw new TypeError("x");
    };
    await expect(measure([{ bucket: "src", region: "r" }], { at, clock: clockAt(() => 0) })).rejects.toThrow(
      "x",
    );
  });
});

test.each([
  [0, "0 bytes"],
  [1_023, "1023 bytes"],
  [1_024, "1 KiB"],
  [1_025, "1.1 KiB"],
  [1024 ** 2 - 1, "1 MiB"],
  [3.2 * TIB, "3.2 TiB"],
  [2 ** 70, "1024 EiB"],
])("%d bytes are at most %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1,000"],
  [4_120_331, "4,120,331"],
])("%d is written %s", (count, text) => {
  expect(countText(count)).toBe(text);
});

test("a preview of anybody's program leads a reviewer's credentials nowhere else", async () => {
  const connected: unknown[] = [];
  const steps = [from("src", { region: "evil.example/#" }), from("x.evil", { region: "cn-hangzhou" })];
  const { out } = await review(preview(steps), ["--measure"], {
    env: environment(emulator),
    connect: (to) => {
      connected.push(to);
      return jest
        .requireActual<typeof import("../../../provider/lifecycle/connections")>(
          "../../../provider/lifecycle/connections",
        )
        .connections()(to);
    },
  });
  expect(out).not.toContain("At most");
  expect(JSON.stringify(connected)).not.toContain("x.evil");
});
