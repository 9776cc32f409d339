import type { Emulator } from "../../../../emulator";
import { put, to } from "./calls";
import type { Refused } from "./refusals";

const withRule =
  (text: string, bucket = "src", region = "cn-hangzhou") =>
  (emulator: Emulator) =>
    put(emulator, text, { bucket, signing: { region } });
const rtc = "<RTC><Status>enabled</Status></RTC>";
const bucket = (name: string, location: string) => (emulator: Emulator) =>
  emulator.createBucket(name, location);
const abroad = bucket("abroad", "us-west-1");

/** Rules that do not go with their two buckets, or with the rules that are there. */
export const pairRefusals: Refused[] = [
  { refusal: "targetName", because: "capital letters", call: withRule(to("Dst")) },
  { refusal: "targetBucket", because: "the source itself", call: withRule(to("src", "oss-cn-hangzhou")) },
  { refusal: "targetBucket", because: "no such bucket", call: withRule(to("none")) },
  {
    refusal: "targetBucket",
    because: "another account's",
    prepare: (emulator) => emulator.createBucket("theirs", "cn-beijing", { accountId: "2" }),
    call: withRule(to("theirs")),
  },
  { refusal: "targetLocation", because: "it is elsewhere", call: withRule(to("dst", "oss-cn-shanghai")) },
  { refusal: "targetLocation", because: "made up", call: withRule(to("dst", "oss-cn-atlantis")) },
  { refusal: "targetLocation", because: "a region id", call: withRule(to("dst", "cn-beijing")) },
  {
    refusal: "badLocation",
    because: "regionless to outside the mainland",
    prepare: (emulator) => {
      abroad(emulator);
      emulator.createBucket("regionless", "rg-china-mainland");
    },
    call: withRule(to("abroad", "oss-us-west-1"), "regionless", "rg-china-mainland"),
  },
  {
    refusal: "noLocation",
    because: "the government cloud has no partner",
    prepare: bucket("gov", "cn-north-2-gov-1"),
    call: withRule(to("dst"), "gov", "cn-north-2-gov-1"),
  },
  {
    refusal: "transferTypeOfPair",
    because: "internal across the border",
    prepare: abroad,
    call: withRule(to("abroad", "oss-us-west-1", "internal")),
  },
  {
    refusal: "transferTypeOfPair",
    because: "nothing said, which is internal, across the border",
    prepare: abroad,
    call: withRule(to("abroad", "oss-us-west-1")),
  },
  {
    refusal: "transferTypeOfPair",
    because: "oss_acc on a link without it",
    call: withRule(to("dst", "oss-cn-beijing", "oss_acc")),
  },
  {
    refusal: "transferTypeOfPair",
    because: "oss_acc within one region",
    call: withRule(to("near", "oss-cn-hangzhou", "oss_acc")),
  },
  {
    refusal: "pairTaken",
    because: "whatever the id",
    prepare: (emulator) =>
      emulator.addRule("src", { id: "a", destination: { bucket: "dst", location: "cn-beijing" } }),
    call: withRule(`<ID>b</ID>${to("dst")}`),
  },
  {
    refusal: "pairTaken",
    because: "the rule there is closing",
    prepare: (emulator) =>
      emulator.addRule("src", { status: "closing", destination: { bucket: "dst", location: "cn-beijing" } }),
    call: withRule(to("dst")),
  },
  {
    refusal: "idTaken",
    because: "by a rule to another target",
    prepare: (emulator) =>
      emulator.addRule("src", { id: "a", destination: { bucket: "near", location: "cn-hangzhou" } }),
    call: withRule(`<ID>a</ID>${to("dst")}`),
  },
  ...(["Enabled", "Suspended"] as const).map(
    (versioning): Refused => ({
      refusal: "versioningDiffers",
      because: `only the target is ${versioning}`,
      prepare: (emulator) => emulator.createBucket("versioned", "cn-beijing", { versioning }),
      call: withRule(to("versioned")),
    }),
  ),
  {
    refusal: "versioningDiffers",
    because: "suspended fits nothing, not even itself",
    prepare: (emulator) => {
      emulator.createBucket("one", "cn-hangzhou", { versioning: "Suspended" });
      emulator.createBucket("two", "cn-beijing", { versioning: "Suspended" });
    },
    call: withRule(to("two"), "one"),
  },
  {
    refusal: "tooManyOutgoing",
    because: "100 rules from the source",
    prepare: (emulator) => {
      for (let i = 0; i < 100; i += 1)
        emulator.addRule("src", { destination: { bucket: `dst-${i}`, location: "cn-beijing" } });
    },
    call: withRule(to("dst")),
  },
  {
    refusal: "tooManyIncoming",
    because: "100 rules to the target",
    prepare: (emulator) => {
      for (let i = 0; i < 100; i += 1) {
        emulator.createBucket(`src-${i}`, "cn-shanghai");
        emulator.addRule(`src-${i}`, { destination: { bucket: "dst", location: "cn-beijing" } });
      }
    },
    call: withRule(to("dst")),
  },
  {
    refusal: "locationWithoutRtc",
    because: "within one region",
    call: withRule(rtc + to("near", "oss-cn-hangzhou")),
  },
  {
    refusal: "locationWithoutRtc",
    because: "Chengdu has none",
    prepare: bucket("chengdu", "cn-chengdu"),
    call: withRule(rtc + to("chengdu", "oss-cn-chengdu")),
  },
  {
    refusal: "role",
    because: "a role OSS cannot assume",
    options: { syncRoles: ["oss-sync"] },
    call: withRule(`${to("dst")}<SyncRole>other</SyncRole>`),
  },
];
