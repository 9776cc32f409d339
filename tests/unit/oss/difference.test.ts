import {
  completedDefinition,
  definitionDifferences,
  type RuleDefinition,
  unseenFields,
} from "../../../provider/oss";

const base: RuleDefinition = { destination: { bucket: "dst", location: "oss-cn-beijing" } };
const kms = (status: string) => ({ sseKmsEncryptedObjects: { status } });
const to = (destination: Partial<RuleDefinition["destination"]>): RuleDefinition => ({
  ...base,
  destination: { ...base.destination, ...destination },
});
const tags = (...keys: string[]) => keys.map((key) => ({ key, value: "v" }));

describe("the same rule, said otherwise", () => {
  const pairs: [string, Partial<RuleDefinition>, Partial<RuleDefinition>][] = [
    ["nothing said", {}, {}],
    ["location without oss-", to({ location: "cn-beijing" }), to({})],
    ["internal left out of the read", to({ transferType: "internal" }), to({})],
    ["internal by default", to({}), to({ transferType: "internal" })],
    [
      "prefixes in another order",
      { prefixSet: { prefixes: ["a", "b"] } },
      { prefixSet: { prefixes: ["b", "a"] } },
    ],
    ["a prefix said twice", { prefixSet: { prefixes: ["a", "a"] } }, { prefixSet: { prefixes: ["a"] } }],
    ["ALL", { action: "ALL" }, { action: "PUT,DELETE,ABORT" }],
    ["ALL by default", {}, { action: "ALL" }],
    ["actions in another order, with blanks", { action: "PUT, DELETE" }, { action: "DELETE,PUT" }],
    ["ALL,PUT", { action: "ALL,PUT" }, { action: "ALL" }],
    ["history by default", {}, { historicalObjectReplication: "enabled" }],
    ["a role that the read leaves out", { syncRole: "role" }, {}],
    ["a role by name, read as an ARN", { syncRole: "oss-repl" }, { syncRole: "acs:ram::1001:role/oss-repl" }],
    ["a role by ARN, read as a name", { syncRole: "acs:ram::1001:role/oss-repl" }, { syncRole: "oss-repl" }],
    ["an ARN in small letters", { syncRole: "OssRepl" }, { syncRole: "acs:ram::1001:role/ossrepl" }],
    [
      "two ARNs of one role",
      { syncRole: "acs:ram::1001:role/OssRepl" },
      { syncRole: "ACS:ram::1001:role/ossrepl" },
    ],
    ["another spelling of `role`", { syncRole: "acs:ram::*:Role/r" }, { syncRole: "r" }],
    [
      "a key by id, read as an ARN",
      { encryptionConfiguration: { replicaKmsKeyId: "k" } },
      { encryptionConfiguration: { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" } },
    ],
    [
      "a key by ARN, read as an id",
      { encryptionConfiguration: { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" } },
      { encryptionConfiguration: { replicaKmsKeyId: "k" } },
    ],
    [
      "an alias",
      { encryptionConfiguration: { replicaKmsKeyId: "alias/dr" } },
      { encryptionConfiguration: { replicaKmsKeyId: "acs:kms:cn-beijing:1:alias/dr" } },
    ],
    [
      "KMS that the read leaves out",
      { sourceSelectionCriteria: kms("Enabled"), encryptionConfiguration: { replicaKmsKeyId: "k" } },
      {},
    ],
    [
      "a key that OSS dropped",
      { sourceSelectionCriteria: kms("Disabled"), encryptionConfiguration: { replicaKmsKeyId: "k" } },
      { sourceSelectionCriteria: kms("Disabled") },
    ],
    ["KMS off by default", {}, { sourceSelectionCriteria: kms("Disabled") }],
    [
      "tags in another order",
      { userTaggings: { tags: tags("a", "b") } },
      { userTaggings: { tags: tags("b", "a") } },
    ],
    [
      "a filter type left out",
      { userTaggings: { filterType: "AND", tags: tags("a") } },
      { userTaggings: { tags: tags("a") } },
    ],
    ["no tags", { userTaggings: { tags: [] } }, {}],
    ["a tag filter that the read leaves out", { userTaggings: { tags: tags("a") } }, {}],
    ["oss_acc that the read leaves out", to({ transferType: "oss_acc" }), to({})],
  ];

  test.each(pairs)("%s", (_, wanted, found) => {
    expect(definitionDifferences({ ...base, ...wanted }, { ...base, ...found })).toEqual([]);
  });
});

describe("another rule", () => {
  const pairs: [string, Partial<RuleDefinition>, Partial<RuleDefinition>][] = [
    ["destination.bucket", to({ bucket: "other" }), to({})],
    ["destination.location", to({ location: "oss-cn-shanghai" }), to({})],
    ["destination.transferType", to({ transferType: "oss_acc" }), to({ transferType: "internal" })],
    ["destination.transferType", to({}), to({ transferType: "oss_acc" })],
    ["prefixSet", { prefixSet: { prefixes: ["a"] } }, {}],
    ["prefixSet", {}, { prefixSet: { prefixes: ["a"] } }],
    ["prefixSet", { prefixSet: { prefixes: ["a", "b"] } }, { prefixSet: { prefixes: ["a", "c"] } }],
    ["action", { action: "PUT" }, {}],
    ["action", {}, { action: "PUT,DELETE" }],
    ["historicalObjectReplication", { historicalObjectReplication: "disabled" }, {}],
    ["syncRole", { syncRole: "role" }, { syncRole: "other" }],
    ["syncRole", { syncRole: "Role" }, { syncRole: "role" }],
    ["syncRole", { syncRole: "oss-repl" }, { syncRole: "acs:ram::1001:role/oss-repl/other" }],
    ["syncRole", { syncRole: "oss-repl" }, { syncRole: "acs:ram::1001:role/not-oss-repl" }],
    ["syncRole", { syncRole: "oss-repl" }, { syncRole: "acs:ram::1001:user/oss-repl" }],
    ["syncRole", { syncRole: "oss-repl" }, { syncRole: "acs:kms::1001:role/oss-repl" }],
    ["syncRole", { syncRole: "acs:ram::1001:role/r" }, { syncRole: "acs:ram::1002:role/r" }],
    ["syncRole", { syncRole: "r" }, { syncRole: "my-acs:ram::1001:role/r" }],
    [
      "encryptionConfiguration",
      { encryptionConfiguration: { replicaKmsKeyId: "k" } },
      { encryptionConfiguration: { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/l" } },
    ],
    [
      "encryptionConfiguration",
      { encryptionConfiguration: { replicaKmsKeyId: "dr" } },
      { encryptionConfiguration: { replicaKmsKeyId: "acs:kms:cn-beijing:1:alias/dr" } },
    ],
    [
      "encryptionConfiguration",
      { encryptionConfiguration: { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" } },
      { encryptionConfiguration: { replicaKmsKeyId: "acs:kms:cn-shanghai:1:key/k" } },
    ],
    ["syncRole", {}, { syncRole: "role" }],
    ["sourceSelectionCriteria", {}, { sourceSelectionCriteria: kms("Enabled") }],
    [
      "sourceSelectionCriteria",
      { sourceSelectionCriteria: kms("Enabled") },
      { sourceSelectionCriteria: kms("Disabled") },
    ],
    [
      "encryptionConfiguration",
      { encryptionConfiguration: { replicaKmsKeyId: "k" } },
      { encryptionConfiguration: { replicaKmsKeyId: "other" } },
    ],
    ["encryptionConfiguration", {}, { encryptionConfiguration: { replicaKmsKeyId: "k" } }],
    ["userTaggings", {}, { userTaggings: { tags: tags("a") } }],
    [
      "userTaggings",
      { userTaggings: { filterType: "AND", tags: tags("a") } },
      { userTaggings: { filterType: "OR", tags: tags("a") } },
    ],
  ];

  test.each(pairs)("differs in %s alone: %j, %j", (name, wanted, found) => {
    expect(definitionDifferences({ ...base, ...wanted }, { ...base, ...found })).toEqual([name]);
  });

  test("all differences are named", () => {
    const found = { ...to({ bucket: "other" }), prefixSet: { prefixes: ["a"] }, action: "PUT" };
    expect(definitionDifferences(base, found)).toEqual(["prefixSet", "action", "destination.bucket"]);
  });
});

describe("what OSS does not show cannot be compared", () => {
  const full: RuleDefinition = {
    ...to({ transferType: "oss_acc" }),
    prefixSet: { prefixes: ["a"] },
    action: "PUT",
    historicalObjectReplication: "disabled",
    syncRole: "role",
    sourceSelectionCriteria: kms("Enabled"),
    encryptionConfiguration: { replicaKmsKeyId: "k" },
    userTaggings: { tags: tags("a") },
  };

  test("of a rule that has it all", () => {
    expect(unseenFields(full, base)).toEqual([
      "userTaggings",
      "destination.transferType",
      "syncRole",
      "sourceSelectionCriteria",
      "encryptionConfiguration",
    ]);
  });

  test.each([
    ["everything is shown", full, full],
    ["the wanted rule has none of it", base, base],
    ["the wanted rule has its default", { ...base, ...to({ transferType: "internal" }) }, base],
    ["KMS is wanted off, as it is by default", { ...base, sourceSelectionCriteria: kms("Disabled") }, base],
  ])("nothing where %s", (_, wanted, found) => {
    expect(unseenFields(wanted, found)).toEqual([]);
  });
});

/** The readings that a refresh, an adoption, a create after an interruption and a lost answer share. */
describe("what an answer leaves out", () => {
  const known = {
    ...to({ transferType: "oss_acc" }),
    prefixSet: { prefixes: ["a"] },
    action: "PUT",
    historicalObjectReplication: "disabled",
    syncRole: "role",
    sourceSelectionCriteria: kms("Enabled"),
    encryptionConfiguration: { replicaKmsKeyId: "k" },
    userTaggings: { filterType: "OR", tags: tags("a") },
  };

  test("is as it is known where OSS need not show it, and the default where it does", () => {
    expect(completedDefinition(base, known)).toEqual({
      destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "oss_acc" },
      syncRole: "role",
      sourceSelectionCriteria: kms("Enabled"),
      encryptionConfiguration: { replicaKmsKeyId: "k" },
      userTaggings: { filterType: "OR", tags: tags("a") },
    });
  });

  test("and what it shows is spelt as it is known if it means the same", () => {
    const read = {
      ...to({ location: "cn-beijing", transferType: "internal" }),
      action: "PUT, PUT",
      syncRole: "acs:ram::1001:role/role",
      encryptionConfiguration: { replicaKmsKeyId: "other" },
    };
    expect(completedDefinition(read, known)).toMatchObject({
      destination: { location: "oss-cn-beijing", transferType: "internal" },
      action: "PUT",
      syncRole: "role",
      encryptionConfiguration: { replicaKmsKeyId: "other" },
    });
  });

  test("and what it shows is told as it is where nothing is known, the default too", () => {
    const read = { ...base, action: "ALL", historicalObjectReplication: "enabled" };
    expect(completedDefinition(read, {})).toEqual(read);
  });

  test("stays out where nothing is known", () => {
    expect(completedDefinition(base, {})).toEqual({
      destination: { bucket: "dst", location: "oss-cn-beijing" },
    });
  });
});
