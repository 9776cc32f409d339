import { get, list } from "./support/calls";
import { at } from "./support/client";
import { using } from "./support/start";

interface Constraint {
  Location: string;
  TransferTypes: { Type: string };
}

async function ask(location: string) {
  let answer: { targets: string[]; constraints: Constraint[]; rtc: string[] } | undefined;
  await using({}, async (emulator) => {
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

test("Hangzhou: as captured in the tests of the official Go client", async () => {
  const { targets, constraints, rtc } = await ask("cn-hangzhou");
  expect(targets).toHaveLength(29);
  expect([targets[0], targets[9]]).toEqual(["oss-ap-northeast-1", "oss-cn-beijing"]);
  expect(targets).toEqual([...targets].sort());
  expect(targets).not.toContain("oss-cn-hangzhou");
  expect(constraints).toHaveLength(17);
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
  expect(constraints).toHaveLength(13);
  expect(rtc).toEqual(["oss-us-east-1"]);
});

test("no partner, no RTC: empty elements", async () => {
  expect(await ask("cn-north-2-gov-1")).toEqual({ targets: [], constraints: [], rtc: [] });
  expect((await ask("cn-chengdu")).rtc).toEqual([]);
});
