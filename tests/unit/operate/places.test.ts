import { NotABucket, placesOf, RegionUnknown } from "../../../provider/operate/places";
import type { StateRule } from "../../../provider/operate/stateFile";

const nobody = () => {
  throw new Error("OSS is asked only for all buckets");
};
const account = (...buckets: [name: string, region: string][]) => ({
  listBuckets: async () => buckets.map(([name, region]) => ({ name, region, location: `oss-${region}` })),
  getBucketStat: nobody,
});
const rule = (more: Partial<StateRule>): StateRule => ({
  kind: "rule",
  urn: "urn",
  name: "logs",
  ruleId: "r",
  outputs: {},
  ...more,
});

test("buckets by name are in the region that is known, or in their own; each once, in natural order", async () => {
  const buckets = ["log-10", "log-2", "cn-beijing/log-1", "log-2"];
  expect(await placesOf({ buckets }, "cn-hangzhou", nobody)).toEqual([
    { bucket: "log-1", region: "cn-beijing" },
    { bucket: "log-2", region: "cn-hangzhou" },
    { bucket: "log-10", region: "cn-hangzhou" },
  ]);
});

test("the same name in two regions are two places, since the name may be asked for wrongly in one", async () => {
  expect(await placesOf({ buckets: ["cn-beijing/a-b", "a-b"] }, "cn-hangzhou", nobody)).toHaveLength(2);
});

test("all buckets of the account, each in its own region", async () => {
  const all = () => account(["logs", "cn-hangzhou"], ["media", "ap-southeast-1"]);
  expect(await placesOf({ all: true, state: [rule({ bucket: "other" })] }, undefined, all)).toEqual([
    { bucket: "media", region: "ap-southeast-1" },
    { bucket: "logs", region: "cn-hangzhou" },
  ]);
});

test("the buckets of a state's rules, in the region it says; an RTC alone names none", async () => {
  const state = [
    rule({ bucket: "logs", region: "cn-shenzhen" }),
    rule({ bucket: "media" }),
    rule({ bucket: undefined }),
    rule({ kind: "rtc", bucket: "elsewhere", region: "cn-shenzhen" }),
  ];
  expect(await placesOf({ state }, "cn-hangzhou", nobody)).toEqual([
    { bucket: "media", region: "cn-hangzhou" },
    { bucket: "logs", region: "cn-shenzhen" },
  ]);
});

test("names win over a state", async () => {
  const state = [rule({ bucket: "media", region: "cn-hangzhou" })];
  expect(await placesOf({ buckets: ["logs"], state }, "cn-hangzhou", nobody)).toEqual([
    { bucket: "logs", region: "cn-hangzhou" },
  ]);
});

test.each([["logs"], ["media-1"]])("a bucket without a region is refused by its name: %s", async (name) => {
  await expect(placesOf({ buckets: [name] }, undefined, nobody)).rejects.toEqual(new RegionUnknown(name));
});

test.each([["/logs"], ["a/b/logs"], ["cn-hangzhou/"], [""], ["Logs"], ["lo gs"]])(
  "%j is not a bucket",
  async (text) => {
    await expect(placesOf({ buckets: [text] }, "cn-hangzhou", nobody)).rejects.toThrow(NotABucket);
  },
);
