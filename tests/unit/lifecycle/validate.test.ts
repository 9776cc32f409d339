import { remarksOn, validateRtc, validateRule } from "../../../provider/lifecycle/check/validate";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";

const good = {
  bucket: "src",
  region: "cn-hangzhou",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  owner: "00112233aabbccdd",
};
const kms = { sseKmsEncryptedObjects: { status: "Enabled" } };
const kmsWith = (replicaKmsKeyId: string) => ({
  sourceSelectionCriteria: kms,
  syncRole: "r",
  encryptionConfiguration: { replicaKmsKeyId },
});
const tag = { key: "k", value: "v" };

describe("a rule's arguments that are wrong whatever OSS says", () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ["a misspelt argument", { prefixset: {} }, /no argument `prefixset`.*prefixSet/],
    ["RTC inside the rule", { rtc: { enabled: true } }, /ReplicationRtc\(name, \{ rule \}\)/],
    ["progress as an argument", { progress: {} }, /getReplicationProgress/],
    ["no bucket", { bucket: undefined }, /`bucket` is missing/],
    ["a bucket name in capitals", { bucket: "Src" }, /"Src".*3 to 63 characters/],
    [
      "a bucket name that would change the host",
      { bucket: "a/b" },
      /not a valid bucket name. Bucket names have/,
    ],
    ["no region", { region: undefined }, /oss:region.*OSS_REGION/],
    ["an empty region", { region: "" }, /`region`/],
    ["no destination", { destination: undefined }, /`destination` is missing/],
    ["a destination that is a text", { destination: "dst" }, /`\{ bucket, location, transferType\? \}`/],
    ["no target location", { destination: { bucket: "dst" } }, /`destination.location` is missing/],
    [
      "a misspelt part of the destination",
      { destination: { ...good.destination, region: "x" } },
      /no property `region`/,
    ],
    [
      "a wrong transfer type",
      { destination: { ...good.destination, transferType: "fast" } },
      /"internal" or "oss_acc"/,
    ],
    [
      "source and target the same",
      { destination: { bucket: "src", location: "oss-cn-hangzhou" } },
      /its own target/,
    ],
    [
      "acceleration inside a region",
      { destination: { bucket: "dst", location: "cn-hangzhou", transferType: "oss_acc" } },
      /another region/,
    ],
    ["a prefix set that is a list", { prefixSet: ["a"] }, /`\{ prefixes: \[\.\.\.\] \}`/],
    ["prefixes that are a text", { prefixSet: { prefixes: "a" } }, /must be a list/],
    ["a prefix that is a number", { prefixSet: { prefixes: [1] } }, /every prefix must be a string/],
    ["a misspelt prefix set", { prefixSet: { prefix: [] } }, /no property `prefix`/],
    ["eleven prefixes", { prefixSet: { prefixes: Array.from("abcdefghijk") } }, /11 prefixes; OSS takes 10/],
    [
      "a prefix of 1,024 characters",
      { prefixSet: { prefixes: ["x".repeat(1024)] } },
      /1024 characters; OSS takes 1,023/,
    ],
    ["half of a surrogate pair", { prefixSet: { prefixes: ["a\ud800"] } }, /UTF-8/],
    [
      "a control character that XML cannot carry",
      { prefixSet: { prefixes: ["a\u0001/"] } },
      /`prefixSet`.*XML/,
    ],
    ["such a character in a role", { syncRole: "r\u0000" }, /`syncRole`.*XML/],
    [
      "such a character in a tag",
      { userTaggings: { tags: [{ key: "k", value: "\u001b" }] } },
      /`userTaggings`.*XML/,
    ],
    ["a region that is a number", { region: 5 }, /`region` is 5/],
    [
      "a prefix that begins with a slash",
      { prefixSet: { prefixes: ["/main"] } },
      /copy nothing.*"\/"\. Say "main"\.$/,
    ],
    ["a prefix of slashes alone", { prefixSet: { prefixes: ["//"] } }, /copy nothing.*Leave out `prefixSet`/],
    [
      "a prefix that begins with a backslash",
      { prefixSet: { prefixes: ["\\logs"] } },
      /copy nothing.*Say "logs"/,
    ],
    ["overlapping prefixes", { prefixSet: { prefixes: ["a/b", "c", "a/"] } }, /"a\/" and "a\/b" overlap/],
    ["a misspelt action", { action: "PUTT" }, /"PUTT"; it must be "ALL"/],
    ["an action in small letters", { action: "put" }, /in capitals/],
    ["an empty action", { action: "" }, /it must be "ALL"/],
    ["a wrong history", { historicalObjectReplication: "yes" }, /"enabled" or "disabled"/],
    ["an empty role", { syncRole: "" }, /`syncRole`/],
    [
      "KMS without a role",
      { sourceSelectionCriteria: kms, encryptionConfiguration: { replicaKmsKeyId: "k" } },
      /no `syncRole`/,
    ],
    ["KMS without a key", { sourceSelectionCriteria: kms, syncRole: "r" }, /replicaKmsKeyId/],
    [
      "a key without KMS",
      { encryptionConfiguration: { replicaKmsKeyId: "k" }, syncRole: "r" },
      /drop `encryptionConfiguration`/,
    ],
    [
      "KMS status in small letters",
      { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "enabled" } } },
      /"Enabled" or "Disabled"/,
    ],
    ["KMS of a wrong shape", { sourceSelectionCriteria: "Enabled" }, /sseKmsEncryptedObjects: \{ status \}/],
    [
      "a key of another region than the target",
      kmsWith("acs:kms:cn-hangzhou:123:key/k"),
      /key of cn-hangzhou, and the target is in cn-beijing/,
    ],
    [
      "a key of another region, for a finance cloud",
      {
        ...kmsWith("acs:kms:cn-beijing:123:key/k"),
        destination: { bucket: "dst", location: "oss-cn-szfinance" },
      },
      /the target is in cn-shenzhen-finance-1/,
    ],
    ["eleven tags", { userTaggings: { tags: Array(11).fill(tag) } }, /11 tags/],
    ["a tag without a value", { userTaggings: { tags: [{ key: "k" }] } }, /both strings/],
    ["a wrong filter type", { userTaggings: { filterType: "and", tags: [tag] } }, /"AND" or "OR"/],
    ["a wrong network", { network: "private" }, /"public", "internal" or "dual-stack"/],
    ["a timeout without a unit", { timeouts: { delete: "30" } }, /`timeouts.delete` is "30"/],
    ["a timeout of nothing", { timeouts: { create: "0m" } }, /"30m", "90s" or "2h"/],
    ["a misspelt timeout", { timeouts: { update: "1m" } }, /no property `update`/],
    ["adopt that is empty", { adopt: "" }, /`adopt`/],
  ])("%s", (_, change, message) => {
    const problems = validateRule({ ...good, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toMatch(message);
    expect(Object.keys(change)).toContain(problems[0]?.property);
  });

  it("lists every problem at once", () => {
    expect(validateRule({ ...good, action: "X", network: "y", bucket: "Z" })).toHaveLength(3);
  });
});

describe("arguments that are right", () => {
  it.each<[string, Record<string, unknown>]>([
    ["no more than needed", {}],
    ["any text as a prefix", { prefixSet: { prefixes: [""] } }],
    [
      "line feeds, wildcards and quotes as data",
      { prefixSet: { prefixes: ["a\nb", "*", "<&>\"'", "é", "😀", " x "] } },
    ],
    ["a prefix of 1,023 characters beyond the BMP", { prefixSet: { prefixes: ["😀".repeat(1023)] } }],
    [
      "ten prefixes and their duplicates",
      { prefixSet: { prefixes: [...Array.from("abcdefghij"), "a", "b"] } },
    ],
    ["parts of an action", { action: "PUT, DELETE" }],
    [
      "KMS with a role and a key",
      { sourceSelectionCriteria: kms, syncRole: "r", encryptionConfiguration: { replicaKmsKeyId: "k" } },
    ],
    ["a key of the target's region by ARN", kmsWith("acs:kms:cn-beijing:123:key/k")],
    [
      "such a key, with the location said otherwise",
      { ...kmsWith("acs:kms:cn-beijing:123:key/k"), destination: { bucket: "dst", location: "cn-beijing" } },
    ],
    [
      "a key for a bucket without a region",
      {
        ...kmsWith("acs:kms:cn-beijing:123:key/k"),
        destination: { bucket: "dst", location: "oss-rg-china-mainland" },
      },
    ],
    [
      "a key while the location is unknown",
      { ...kmsWith("acs:kms:cn-hangzhou:1:key/k"), destination: { bucket: "dst", location: UNKNOWN } },
    ],
    ["a bucket name from before the present rule", { bucket: "my_old_bucket-" }],
    ["a prefix with a slash further on", { prefixSet: { prefixes: ["a//", "b\\"] } }],
    ["KMS switched off", { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Disabled" } } }],
    ["acceleration between regions", { destination: { ...good.destination, transferType: "oss_acc" } }],
    [
      "every argument unknown",
      Object.fromEntries(
        Object.keys({
          ...good,
          prefixSet: 1,
          action: 1,
          historicalObjectReplication: 1,
          syncRole: 1,
          sourceSelectionCriteria: 1,
          encryptionConfiguration: 1,
          userTaggings: 1,
          adopt: 1,
          timeouts: 1,
          network: 1,
          endpoint: 1,
        }).map((name) => [name, UNKNOWN]),
      ),
    ],
    [
      "unknown parts",
      {
        destination: { bucket: UNKNOWN, location: UNKNOWN, transferType: UNKNOWN },
        prefixSet: { prefixes: ["a", UNKNOWN] },
        timeouts: { create: UNKNOWN },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: UNKNOWN } },
      },
    ],
  ])("%s", (_, change) => {
    expect(validateRule({ ...good, ...change })).toEqual([]);
  });
});

describe("what is legal and likely not meant", () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ["a star in a prefix", { prefixSet: { prefixes: ["logs/*"] } }, /"logs\/\*" is taken literally/],
    ["a question mark", { prefixSet: { prefixes: ["a", "log?"] } }, /"log\?" is taken literally/],
    ["the alias of a key", kmsWith("alias/dr"), /"alias\/dr", an alias/],
    ["such an alias as an ARN", kmsWith("acs:kms:cn-beijing:1:alias/dr"), /an alias/],
  ])("is remarked on and passes: %s", (_, change, remark) => {
    expect(validateRule({ ...good, ...change })).toEqual([]);
    expect(remarksOn(change)).toEqual([expect.stringMatching(remark)]);
  });

  it.each<[string, Record<string, unknown>]>([
    ["nothing", {}],
    ["plain prefixes", { prefixSet: { prefixes: ["logs/", "[a]"] } }],
    ["a key", kmsWith("k")],
    ["unknowns", { prefixSet: UNKNOWN, encryptionConfiguration: UNKNOWN }],
    [
      "unknown parts",
      { prefixSet: { prefixes: [UNKNOWN] }, encryptionConfiguration: { replicaKmsKeyId: UNKNOWN } },
    ],
  ])("is not %s", (_, change) => {
    expect(remarksOn(change)).toEqual([]);
  });
});

describe("an RTC's arguments", () => {
  const rtc = { bucket: "src", region: "cn-hangzhou", ruleId: "r" };

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["no rule", { ruleId: undefined }, /Which rule/],
    ["a wrong status", { status: "on" }, /"enabled" or "disabled"/],
    ["a misspelt argument", { ruleID: "r" }, /no argument `ruleID`/],
    ["no region", { region: undefined }, /No region/],
  ])("%s", (_, change, message) => {
    expect(validateRtc({ ...rtc, ...change })).toEqual([
      { property: Object.keys(change)[0], reason: expect.stringMatching(message) },
    ]);
  });

  it("are right", () => {
    expect(validateRtc(rtc)).toEqual([]);
    expect(validateRtc({ ...rtc, ruleId: UNKNOWN, status: UNKNOWN })).toEqual([]);
  });
});
