import type { EmulatorOptions } from "../../../emulator";
import { get, list, put, to } from "./support/calls";
import { at } from "./support/client";
import { using } from "./support/start";

interface Constraint {
  Location: string;
  TransferTypes: { Type: string };
}

async function ask(location: string, options: EmulatorOptions = {}) {
  let answer: { targets: string[]; constraints: Constraint[]; rtc: string[] } | undefined;
  await using(options, async (emulator) => {
    emulator.createBucket("asked", location);
    const got = await get(emulator, "replicationLocation", {
      bucket: "asked",
      signing: { region: location },
    });
    const all = (path: string) => list(at(got, `ReplicationLocation.${path}`));
    answer = {
      targets: all("Location") as string[],
      constraints: all("LocationTransferTypeConstraint.LocationTransferType") as Constraint[],
      rtc: all("LocationRTCConstraint.Location") as string[],
    };
  });
  if (!answer) throw new Error("no answer");
  return answer;
}

const openedSince = ["ap-southeast-8", "cn-wuhan-lr", "cn-zhongwei", "eu-west-2", "na-south-1"];

test("Hangzhou: as captured in the tests of the official Go client, and what was opened since", async () => {
  const { targets, constraints, rtc } = await ask("cn-hangzhou");
  const captured = targets.filter((location) => !openedSince.includes(location.replace("oss-", "")));
  expect(targets).toHaveLength(29 + openedSince.length);
  expect(captured).toHaveLength(29);
  expect([captured[0], captured[9]]).toEqual(["oss-ap-northeast-1", "oss-cn-beijing"]);
  expect(targets).toEqual([...targets].sort());
  expect(targets).not.toContain("oss-cn-hangzhou");
  expect(constraints).toHaveLength(17 + 3);
  expect(new Set(constraints.map((constraint) => constraint.TransferTypes.Type))).toEqual(
    new Set(["oss_acc"]),
  );
  const constrained = constraints.map((constraint) => constraint.Location);
  expect(constrained).toContain("oss-cn-hongkong");
  expect(constrained.filter((id) => /^oss-cn-(?!hongkong)/.test(id))).toEqual([]);
  expect(rtc).toEqual(
    ["beijing", "qingdao", "shanghai", "shenzhen", "zhangjiakou"].map((id) => `oss-cn-${id}`),
  );
});

test("outside the mainland: the mainland is what is constrained", async () => {
  const { constraints, rtc } = await ask("us-west-1");
  expect(constraints.map(({ Location }) => Location)).toContain("oss-cn-hangzhou");
  expect(constraints).toHaveLength(13 + 2);
  expect(rtc).toEqual(["oss-us-east-1"]);
});

test("no partner, no RTC: empty elements", async () => {
  expect(await ask("cn-north-2-gov-1")).toEqual({ targets: [], constraints: [], rtc: [] });
  expect((await ask("cn-chengdu")).rtc).toEqual([]);
});

test.each([
  ["cn-hangzhou-finance", "oss-cn-hzfinance"],
  ["cn-shanghai-finance-1", "oss-cn-shanghai-finance-1-pub"],
  ["cn-shenzhen-finance-1", "oss-cn-szfinance"],
  ["cn-beijing-finance-1", "oss-cn-beijing-finance-1-pub"],
])("%s: a location with a name of its own, rules inside it alone", async (region, location) => {
  expect((await ask(region)).targets).toEqual([]);
  await using({}, async (emulator) => {
    emulator.createBucket("one", region);
    emulator.createBucket("two", location);
    const call = { bucket: "one", signing: { region } };
    const info = await get(emulator, "bucketInfo", call);
    expect(at(info, "BucketInfo.Bucket.Location")).toBe(location);
    expect((await put(emulator, to("two", location), call)).status).toBe(200);
    expect(at(await put(emulator, to("dst"), call), "Error.Code")).toBe("NoReplicationLocation");
  });
});

test("a location that the table does not know, by an option", async () => {
  const options = { locations: ["cn-new", "oss-eu-new", "cn-hangzhou"] };
  const { targets, constraints } = await ask("cn-new", options);
  expect(targets).toEqual(expect.arrayContaining(["oss-cn-hangzhou", "oss-eu-new"]));
  expect(targets).not.toContain("oss-cn-new");
  const constrained = constraints.map(({ Location }) => Location);
  expect(constrained).toContain("oss-eu-new");
  expect(constrained).not.toContain("oss-cn-hangzhou");
  const { targets: ofHangzhou } = await ask("cn-hangzhou", options);
  expect(ofHangzhou.filter((location) => /new$/.test(location))).toEqual(["oss-cn-new", "oss-eu-new"]);
  expect(new Set(ofHangzhou).size).toBe(ofHangzhou.length);
  await expect(ask("cn-new")).rejects.toThrow("cn-new is not a location the emulator knows");
});
