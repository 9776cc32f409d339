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
    ["an action of which one part is none", { action: "PUT,SOME" }, /"PUT,SOME"; it must be "ALL"/],
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

  it("is all that is said: what cannot be judged by it is not", () => {
    const properties = (args: object) => validateRule({ ...good, ...args }).map(({ property }) => property);
    const noBuckets = { bucket: undefined, destination: { location: "oss-cn-beijing" } };
    expect(properties(noBuckets)).toEqual(["bucket", "destination"]);
    const destination = { bucket: "dst", location: 5, transferType: "oss_acc" };
    expect(properties({ destination })).toEqual(["destination"]);
    expect(properties({ region: undefined, destination: { ...destination, location: "oss-x" } })).toEqual([
      "region",
    ]);
    expect(properties({ ...kmsWith("acs:kms:cn-beijing:123:key/k"), destination })).toEqual(["destination"]);
    expect(properties(kmsWith(5 as never))).toEqual(["encryptionConfiguration"]);
  });

  it("lists every problem at once", () => {
    expect(validateRule({ ...good, action: "X", network: "y", bucket: "Z" })).toHaveLength(3);
  });
});

describe("what is wrong is told in a whole sentence", () => {
  const naming =
    'Bucket names have 3 to 63 characters of a-z, 0-9 and "-", the first and the last a letter or a digit.';
  const noText = (name: string, value: string) => `\`${name}\` is ${value}; it must be a non-empty string.`;
  const to = (more: object) => ({ destination: { ...good.destination, ...more } });
  const encryption = (encryptionConfiguration: unknown) => ({
    ...{ sourceSelectionCriteria: kms, syncRole: "r", encryptionConfiguration },
  });

  it.each<[Record<string, unknown>, string]>([
    [
      { prefixset: {} },
      "There is no argument `prefixset`. The arguments are bucket, region, endpoint, network, destination, prefixSet, action, sourceSelectionCriteria, encryptionConfiguration, userTaggings, adopt, timeouts, waitForClearing, historicalObjectReplication and syncRole.",
    ],
    [{ toString: 1 }, expect.stringMatching(/^There is no argument `toString`\. /)],
    [
      { rtc: {} },
      "RTC is a resource of its own here: remove `rtc` and add `new ReplicationRtc(name, { rule })`.",
    ],
    [{ progress: 1 }, "Progress is never in state: remove `progress` and call `getReplicationProgress`."],
    [{ bucket: undefined }, "`bucket` is missing: name the bucket."],
    [{ bucket: "Src" }, `\`bucket\` is "Src", which is not a valid bucket name. ${naming}`],
    [{ bucket: 5 }, `\`bucket\` is 5, which is not a valid bucket name. ${naming}`],
    [{ bucket: 12345 }, `\`bucket\` is 12345, which is not a valid bucket name. ${naming}`],
    [to({ bucket: undefined }), "`destination.bucket` is missing: name the bucket."],
    [to({ bucket: "D" }), `\`destination.bucket\` is "D", which is not a valid bucket name. ${naming}`],
    [{ region: "" }, noText("region", '""')],
    [{ endpoint: "" }, noText("endpoint", '""')],
    [{ syncRole: 1 }, noText("syncRole", "1")],
    [{ adopt: false }, noText("adopt", "false")],
    [to({ location: "" }), noText("destination.location", '""')],
    [encryption({ replicaKmsKeyId: "" }), noText("encryptionConfiguration.replicaKmsKeyId", '""')],
    [{ network: "lan" }, '`network` is "lan"; it must be "public", "internal" or "dual-stack".'],
    ...[
      ["x".repeat(78), `"${"x".repeat(78)}"`],
      ["x".repeat(79), `"${"x".repeat(75)}..."`],
    ].map(([network, shown]): [Record<string, unknown>, string] => [
      { network },
      `\`network\` is ${shown}; it must be "public", "internal" or "dual-stack".`,
    ]),
    [
      { historicalObjectReplication: true },
      '`historicalObjectReplication` is true; it must be "enabled" or "disabled".',
    ],
    [
      to({ transferType: "fast" }),
      '`destination.transferType` is "fast"; it must be "internal" or "oss_acc".',
    ],
    [
      { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "on" } } },
      '`sourceSelectionCriteria.sseKmsEncryptedObjects.status` is "on"; it must be "Enabled" or "Disabled".',
    ],
    [
      { userTaggings: { filterType: "XOR", tags: UNKNOWN } },
      '`userTaggings.filterType` is "XOR"; it must be "AND" or "OR".',
    ],
    [{ destination: undefined }, "`destination` is missing: `{ bucket, location }` of the target bucket."],
    [{ destination: "dst" }, '`destination` is "dst"; it must be `{ bucket, location, transferType? }`.'],
    [
      to({ location: undefined }),
      '`destination.location` is missing: the OSS location of the target bucket, for example "oss-cn-beijing".',
    ],
    [to({ x: 1 }), "`destination` has no property `x`; it has bucket, location and transferType."],
    [
      to({ bucket: "src" }),
      "The source bucket src cannot be its own target, within a region too: name another bucket in `destination.bucket`.",
    ],
    [
      to({ location: "oss-cn-hangzhou", transferType: "oss_acc" }),
      '`destination.transferType` "oss_acc" is for targets in another region, and oss-cn-hangzhou is the source bucket\'s own: leave it out, or say "internal".',
    ],
    [{ prefixSet: "a" }, '`prefixSet` is "a"; it must be `{ prefixes: [...] }`.'],
    [{ prefixSet: { prefix: 1 } }, "`prefixSet` has no property `prefix`; it has prefixes."],
    [{ prefixSet: { prefixes: ["a"], x: 1 } }, "`prefixSet` has no property `x`; it has prefixes."],
    [{ prefixSet: { prefixes: "a" } }, '`prefixSet.prefixes` is "a"; it must be a list of strings.'],
    [{ prefixSet: { prefixes: ["a", 1] } }, "`prefixSet.prefixes` holds 1; every prefix must be a string."],
    [
      { prefixSet: { prefixes: Array.from("abcdefghijk") } },
      "`prefixSet.prefixes` has 11 prefixes; OSS takes 10 a rule. Use a shorter, common prefix, or none for the whole bucket.",
    ],
    [
      { prefixSet: { prefixes: ["é".repeat(1024)] } },
      `The prefix "${"é".repeat(75)}..." has 1024 characters; OSS takes 1,023.`,
    ],
    [
      { prefixSet: { prefixes: ["/\\/a/b"] } },
      'The prefix "/\\\\/a/b" would copy nothing: no object name of OSS begins with "/". Say "a/b".',
    ],
    [
      { prefixSet: { prefixes: ["\\"] } },
      'The prefix "\\\\" would copy nothing: no object name of OSS begins with "\\\\". Leave out `prefixSet` for the whole bucket.',
    ],
    [
      { prefixSet: { prefixes: ["a/b", "a/"] } },
      'The prefixes "a/" and "a/b" overlap, and OSS takes no rule with overlapping prefixes: leave out "a/b", which "a/" covers.',
    ],
    [
      { action: 5 },
      '`action` is 5; it must be "ALL" (the default: writes, deletions and aborted uploads), "PUT" (writes only), or a comma-separated list of "PUT", "DELETE" and "ABORT", in capitals.',
    ],
    [{ userTaggings: [] }, "`userTaggings` is []; it must be `{ filterType?, tags: [{ key, value }] }`."],
    [{ userTaggings: { tag: 1 } }, "`userTaggings` has no property `tag`; it has filterType and tags."],
    ...[5, [5], [{ key: "k" }], [{ value: "v" }], [tag, { key: 1, value: "v" }]].map(
      (tags): [Record<string, unknown>, string] => [
        { userTaggings: { tags } },
        "`userTaggings.tags` must be a list of `{ key, value }`, both strings.",
      ],
    ),
    [
      { userTaggings: { tags: Array(11).fill(tag) } },
      "`userTaggings.tags` has 11 tags; OSS takes 10 a rule.",
    ],
    [{ waitForClearing: "no" }, '`waitForClearing` is "no"; it must be true (the default) or false.'],
    [{ timeouts: "30m" }, '`timeouts` is "30m"; it must be `{ create?, delete? }`.'],
    [{ timeouts: { update: "1m" } }, "`timeouts` has no property `update`; it has create and delete."],
    [
      { timeouts: { create: 30 } },
      '`timeouts.create` is 30; it must be a duration such as "30m", "90s" or "2h".',
    ],
    [
      { sourceSelectionCriteria: 1 },
      "`sourceSelectionCriteria` is 1; it must be `{ sseKmsEncryptedObjects: { status } }`.",
    ],
    [
      { sourceSelectionCriteria: { status: 1 } },
      "`sourceSelectionCriteria` has no property `status`; it has sseKmsEncryptedObjects.",
    ],
    [encryption("k"), '`encryptionConfiguration` is "k"; it must be `{ replicaKmsKeyId }`.'],
    [
      encryption({ replicaKmsKeyId: "k", x: 1 }),
      "`encryptionConfiguration` has no property `x`; it has replicaKmsKeyId.",
    ],
    [
      { ...encryption({ replicaKmsKeyId: "k" }), syncRole: undefined },
      "OSS would drop the KMS settings without a word, since there is no `syncRole`: name the RAM role that may use the key, or leave out `sourceSelectionCriteria`.",
    ],
    [
      encryption(undefined),
      "Objects encrypted with SSE-KMS need a key at the target: give `encryptionConfiguration.replicaKmsKeyId`, a KMS key of the target's region.",
    ],
    [
      { ...encryption({ replicaKmsKeyId: "k" }), sourceSelectionCriteria: undefined },
      'OSS would drop `encryptionConfiguration` without a word, since SSE-KMS objects are not selected: add `sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } }`, or leave out the key.',
    ],
    [
      kmsWith("acs:kms:cn-hangzhou:123:key/k"),
      '`encryptionConfiguration.replicaKmsKeyId` is "acs:kms:cn-hangzhou:123:key/k", a key of cn-hangzhou, and the target is in cn-beijing: OSS would not check it now and leave out every object that needs it later. Name a key of cn-beijing.',
    ],
    [
      { syncRole: "r\u0000" },
      '`syncRole` holds "r\\u0000", with a control character or half of a surrogate pair; OSS takes rules as UTF-8 XML, which cannot carry it.',
    ],
  ])("%j", (change, reason) => {
    expect(validateRule({ ...good, ...change }).map((problem) => problem.reason)).toEqual([reason]);
  });

  it("says as much of the encryption as can be said where half of it is of a wrong shape", () => {
    const reasons = (args: object) => validateRule({ ...good, ...args }).map(({ reason }) => reason);
    expect(
      reasons({ sourceSelectionCriteria: 1, encryptionConfiguration: { replicaKmsKeyId: "k" } }),
    ).toEqual([expect.stringMatching(/^`sourceSelectionCriteria` is 1;/)]);
    expect(reasons({ sourceSelectionCriteria: kms, encryptionConfiguration: 1 })).toEqual([
      expect.stringMatching(/^`encryptionConfiguration` is 1;/),
    ]);
  });
});

describe("arguments that are right", () => {
  it.each<[string, Record<string, unknown>]>([
    ["no more than needed", {}],
    ["any text as a prefix", { prefixSet: { prefixes: [""] } }],
    ["a prefix set without prefixes", { prefixSet: {} }],
    [
      "line feeds, wildcards and quotes as data",
      { prefixSet: { prefixes: ["a\nb", "*", "<&>\"'", "é", "😀", " x "] } },
    ],
    ["a prefix of 1,023 characters beyond the BMP", { prefixSet: { prefixes: ["😀".repeat(1023)] } }],
    [
      "ten prefixes and their duplicates",
      { prefixSet: { prefixes: [...Array.from("abcdefghij"), "a", "b"] } },
    ],
    [
      "ten prefixes and one that may be one of them",
      { prefixSet: { prefixes: [...Array.from("abcdefghij"), UNKNOWN] } },
    ],
    [
      "two buckets that are not known yet",
      { bucket: UNKNOWN, destination: { ...good.destination, bucket: UNKNOWN } },
    ],
    [
      "acceleration between regions that are not known yet",
      { region: UNKNOWN, destination: { bucket: "dst", location: UNKNOWN, transferType: "oss_acc" } },
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
      "a key at a location that tells no region",
      {
        ...kmsWith("acs:kms:cn-beijing:123:key/k"),
        destination: { bucket: "dst", location: "oss-accelerate" },
      },
    ],
    [
      "a key while the location is unknown",
      { ...kmsWith("acs:kms:cn-hangzhou:1:key/k"), destination: { bucket: "dst", location: UNKNOWN } },
    ],
    [
      "a key and an action of which nothing is known",
      { ...kmsWith(UNKNOWN), action: UNKNOWN, syncRole: UNKNOWN },
    ],
    ["ten tags", { userTaggings: { tags: Array(10).fill(tag) } }],
    ["tags that are not known yet", { userTaggings: { tags: [UNKNOWN, tag] } }],
    ["a filter of tags without tags", { userTaggings: { filterType: "OR" } }],
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
    ["no bucket", { bucket: undefined }, /^`bucket` is missing/],
    ["an empty rule", { ruleId: "" }, /^`ruleId` is "";/],
    ["an empty endpoint", { endpoint: "" }, /^`endpoint` is "";/],
    ["a wrong network", { network: "lan" }, /^`network` is "lan";/],
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
