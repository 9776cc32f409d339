import type { Emulator } from "../../../emulator";
import { get, list, put, remove, rtc, to } from "./support/calls";
import { type Answer, at } from "./support/client";
import { type Advance, minute, start } from "./support/start";

let emulator: Emulator;
let advance: Advance;
beforeEach(async () => {
  ({ emulator, advance } = await start());
});
afterEach(() => emulator.close());

const read = async () => list(at(await get(emulator, "replication"), "ReplicationConfiguration.Rule"));
const progress = async (id: string) =>
  at(await get(emulator, `replicationProgress&rule-id=${id}`), "ReplicationProgress.Rule");
const status = (answer: Answer) => answer.status;

test("no rule, one rule, many rules", async () => {
  expect(status(await get(emulator, "replication"))).toBe(404);
  await put(emulator, to("dst"));
  expect(await read()).toHaveLength(1);
  await put(emulator, to("near", "oss-cn-hangzhou"));
  expect(await read()).toHaveLength(2);
  const all = await get(emulator, "replicationProgress");
  expect(list(at(all, "ReplicationProgress.Rule"))).toHaveLength(2);
});

test("a put with nothing but its target gets OSS's defaults, and reads leave out what OSS leaves out", async () => {
  const answer = await put(emulator, to("dst", "oss-cn-beijing", "internal"));
  expect(answer).toMatchObject({ status: 200, body: "" });
  const id = answer.headers["x-oss-replication-rule-id"];
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const text = (await get(emulator, "replication")).body;
  expect(text.replace(/>\s+</g, "><")).toContain(
    `<Rule><ID>${id}</ID><Action>ALL</Action><Destination><Bucket>dst</Bucket><Location>oss-cn-beijing</Location></Destination><Status>starting</Status><HistoricalObjectReplication>enabled</HistoricalObjectReplication></Rule>`,
  );
});

test("a put with everything is read back", async () => {
  emulator.createBucket("abroad", "us-west-1");
  const rule = `<ID>all</ID><PrefixSet><Prefix>b/</Prefix><Prefix>a/</Prefix></PrefixSet><Action>PUT,DELETE</Action>
    ${to("abroad", "oss-us-west-1", "oss_acc")}<HistoricalObjectReplication>disabled</HistoricalObjectReplication>
    <UserTaggings><FilterType>OR</FilterType><UserTagging><Key>k</Key><Value/></UserTagging></UserTaggings>`;
  expect(status(await put(emulator, rule))).toBe(200);
  expect(await read()).toMatchObject([
    {
      ID: "all",
      PrefixSet: { Prefix: ["b/", "a/"] },
      Action: "PUT,DELETE",
      Destination: { Bucket: "abroad", Location: "oss-us-west-1", TransferType: "oss_acc" },
      HistoricalObjectReplication: "disabled",
      UserTaggings: { FilterType: "OR", UserTagging: { Key: "k", Value: "" } },
    },
  ]);
  const info = await get(emulator, "bucketInfo", { bucket: "abroad", signing: { region: "us-west-1" } });
  expect(at(info, "BucketInfo.Bucket.TransferAcceleration")).toBe("Enabled");
});

test("starting, doing, closing, gone", async () => {
  await put(emulator, `<ID>a</ID>${to("dst")}`);
  expect(await progress("a")).toMatchObject({ Status: "starting" });
  advance(minute);
  expect(await read()).toMatchObject([{ Status: "doing" }]);
  expect(status(await remove(emulator, "a"))).toBe(200);
  expect(await read()).toMatchObject([{ Status: "closing" }]);
  expect(await progress("a")).toMatchObject({ Status: "closing" });
  expect(status(await remove(emulator, "a"))).toBe(204);
  expect(at(await put(emulator, to("dst")), "Error.Code")).toBe("BucketReplicationAlreadyExist");
  advance(2 * minute);
  expect(status(await get(emulator, "replicationProgress&rule-id=a"))).toBe(404);
  expect(status(await get(emulator, "replication"))).toBe(404);
  expect(status(await remove(emulator, "a"))).toBe(200);
  expect(status(await put(emulator, to("dst")))).toBe(200);
});

test("progress is there while doing, and grows", async () => {
  await put(emulator, `<ID>a</ID>${to("dst")}`);
  expect(await progress("a")).not.toHaveProperty("Progress");
  const seen: unknown[] = [];
  for (const step of [1, 4, 6]) {
    advance(step * minute);
    seen.push(await progress("a"));
  }
  expect(seen).toMatchObject([
    { Progress: { HistoricalObject: "0.00", NewObject: "2026-01-15T08:00:00.000Z" } },
    { Progress: { HistoricalObject: "0.40", NewObject: "2026-01-15T08:04:00.000Z" } },
    { Progress: { HistoricalObject: "1.00", NewObject: "2026-01-15T08:10:00.000Z" } },
  ]);
});

test("without history there is no share of it", async () => {
  const history = "<HistoricalObjectReplication>disabled</HistoricalObjectReplication>";
  await put(emulator, `<ID>a</ID>${to("dst")}${history}`);
  advance(minute);
  expect(await progress("a")).toHaveProperty("Progress.NewObject");
  expect(await progress("a")).not.toHaveProperty("Progress.HistoricalObject");
});

test("RTC: enabling, enabled, off", async () => {
  await put(emulator, `<ID>a</ID><RTC><Status>enabled</Status></RTC>${to("dst")}`);
  expect(await read()).toMatchObject([{ RTC: { Status: "enabling" } }]);
  advance(11 * minute);
  expect(await read()).toMatchObject([{ RTC: { Status: "enabling" } }]);
  advance(5 * minute);
  expect(await read()).toMatchObject([{ RTC: { Status: "enabled" } }]);
  expect(status(await rtc(emulator, "a", "disabled"))).toBe(200);
  expect((await read())[0]).not.toHaveProperty("RTC");
  expect(status(await rtc(emulator, "a", "disabled"))).toBe(200);
  expect(status(await rtc(emulator, "a", "enabled"))).toBe(200);
  expect(emulator.rules("src")).toMatchObject([{ rtcStatus: "enabling" }]);
});

test("RTC may be switched off on a rule inside one region", async () => {
  await put(emulator, `<ID>a</ID>${to("near", "oss-cn-hangzhou")}`);
  expect(status(await rtc(emulator, "a", "disabled"))).toBe(200);
});

test("rules stand in no bucket's way", async () => {
  await put(emulator, to("dst"));
  emulator.deleteBucket("dst");
  expect(await read()).toHaveLength(1);
  emulator.deleteBucket("src");
  emulator.createBucket("src", "cn-hangzhou");
  expect(emulator.rules("src")).toEqual([]);
});
