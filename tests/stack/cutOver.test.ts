import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { manualClock } from "oss-replication-emulator";
import { start } from "../../scripts/processes/command";
import { block } from "../support/pages/pages";
import { typeIn } from "./support/asTyped";
import { exampleProject } from "./support/example";
import { newWorld } from "./support/world";

const COMMAND = join(__dirname, "..", "..", "provider", "bin", "oss-replication.js");
const PAGE = "examples/cut-over/README.md";
const HOUR = 3_600_000;
/** On the clock of the emulator: a rule takes 1 s to be in effect, and 10 s to copy what was there before. */
const [STARTING, HISTORY] = [1_000, 10_000];

const source = { bucket: "my-media", region: "cn-hangzhou" };
const copy = { bucket: "my-media-bj", region: "cn-beijing" };
const otherCopy = { bucket: "my-media-sh", region: "cn-shanghai" };

/** The stack, on an OSS whose clock is two hours late and stands still. */
async function begin(config: Record<string, unknown> = {}) {
  const clock = manualClock(Date.now() - 2 * HOUR);
  const timings = { startingMs: STARTING, historyMs: HISTORY, closingMs: 0 };
  const world = await newWorld({ clock, timings });
  const { emulator } = world;
  for (const { bucket, region } of [source, copy, otherCopy]) emulator.createBucket(bucket, region);
  const p = exampleProject(world, "cut-over", { source, copy, ...config });
  const bin = join(p.folder, "bin");
  mkdirSync(bin);
  symlinkSync(COMMAND, join(bin, "oss-replication"));
  const cutOver = () =>
    start("sh", ["cut-over.sh", "dev", "1ms"], {
      cwd: join(p.folder, "program"),
      env: { ...p.env, PATH: [bin, p.env.PATH].join(delimiter) },
      timeoutMs: 120_000,
    }).done;
  return {
    emulator,
    p,
    cutOver,
    advance: (ms: number) => clock.advance(ms),
    /** To when all is copied but what was written in the last minute. */
    complete: () => clock.advance(2 * HOUR - 30_000),
    ruleId: () => emulator.rules(source.bucket)[0]?.id ?? "",
    readers: () => p.outputs().readers,
    stackFile: () => readFileSync(join(p.folder, "program", "Pulumi.dev.yaml"), "utf8"),
  };
}

it("cut-over.sh changes nothing before the copy is complete, then moves the readers, and later leaves them where they are", async () => {
  const { emulator, p, cutOver, advance, complete, ruleId, readers, stackFile } = await begin();
  await p.up();
  expect(readers()).toEqual(source);
  const staysClosed = async (reason: string) => {
    const [file, state, asked] = [stackFile(), p.stateText(), emulator.requests.length];
    const { exitCode, stdout } = await cutOver();
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: expect.stringContaining(reason) });
    expect([stackFile(), p.stateText()]).toEqual([file, state]);
    const calls = emulator.requests.slice(asked).map(({ operation }) => operation);
    expect(calls).toEqual(["GetBucketReplicationProgress"]);
  };
  await staysClosed("history=100%: the rule is starting");
  advance(STARTING + HISTORY / 2);
  await staysClosed("history=100%: 50.0 % is copied");
  advance(HISTORY / 2);
  await staysClosed("lag=15m: what was written up to ");

  complete();
  const opened = await cutOver();
  expect(opened.output).toContain("Met by 1 rule of bucket my-media.");
  expect(opened.exitCode).toBe(0);
  expect(readers()).toEqual(copy);
  expect(stackFile()).toMatch(/readFrom'?: copy\b/);
  await p.preview(["--expect-no-changes"]);

  emulator.changeRule(source.bucket, ruleId(), { status: "starting" });
  await staysClosed("the rule is starting");
  await p.up(["--expect-no-changes"]);
  expect(readers()).toEqual(copy);
  emulator.removeRule(source.bucket, ruleId());
  await staysClosed("there is no such rule");
});

it("the program moves nobody to a copy that is not complete, nor to that of a rule which this very update makes", async () => {
  const { emulator, p, advance, complete, readers } = await begin({ readFrom: "copy" });
  expect((await p.preview()).output).toMatch(/readers: \[unknown\]/);
  const { output } = await p.up([], "failure");
  expect(output).toContain(
    "error: The readers are not moved. Bucket my-media-bj is no complete copy of my-media: its rule is starting.",
  );
  expect(output).not.toMatch(/^\s+at /m);
  advance(STARTING + HISTORY / 2);
  expect((await p.preview([], "failure")).output).toContain("50 % of what was there before the rule");
  p.setConfig("readFrom", "copy-when-complete");
  expect((await p.up()).output).toMatch(/warning: The readers are at my-media\. .*: 50 % of what was there/);
  expect(readers()).toEqual(source);

  // The copy that the state knows is complete; the one that is asked for is another.
  complete();
  p.setConfig("readFrom", "copy");
  p.setConfig("copy", otherCopy);
  await p.preview();
  const replaced = await p.up([], "failure");
  expect(replaced.output).toContain(
    "Bucket my-media-sh is no complete copy of my-media: its rule is starting.",
  );
  expect(emulator.rules(source.bucket).map(({ destination }) => destination.bucket)).toContain("my-media-sh");
  expect(readers()).toEqual(source);
});

it("the program leaves readers who have moved where they are, until it is told the way back", async () => {
  const { emulator, p, advance, complete, ruleId, readers } = await begin();
  await p.up();
  complete();
  p.setConfig("readFrom", "copy-when-complete");
  await p.up();
  expect(readers()).toEqual(copy);
  emulator.changeRule(source.bucket, ruleId(), { status: "starting" });
  for (const readFrom of ["copy-when-complete", "copy"]) {
    p.setConfig("readFrom", readFrom);
    const { output } = await p.up(["--expect-no-changes"]);
    expect(output).not.toContain("warning");
    expect(readers()).toEqual(copy);
  }

  await typeIn(p, block(PAGE, "back").text);
  expect(readers()).toEqual(source);
  p.setConfig("readFrom", "copy");
  await p.up([], "failure");
  expect(readers()).toEqual(source);

  p.setConfig("readFrom", "source");
  advance(STARTING + HISTORY);
  await typeIn(p, block(PAGE, "pipeline").text);
  expect(readers()).toEqual(copy);

  p.setConfig("readFrom", "source");
  await p.destroy();
  expect(emulator.rules(source.bucket)).toEqual([]);
});
