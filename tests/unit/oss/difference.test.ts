import { definitionDifferences } from "../../../provider/oss";
import type { RuleDefinition } from "../../../provider/oss/model";

const base: RuleDefinition = { destination: { bucket: "dst", location: "oss-cn-beijing" }, prefixes: [] };
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
    ["prefixes in another order", { prefixes: ["a", "b"] }, { prefixes: ["b", "a"] }],
    ["a prefix said twice", { prefixes: ["a", "a"] }, { prefixes: ["a"] }],
    ["ALL", { action: "ALL" }, { action: "PUT,DELETE,ABORT" }],
    ["ALL by default", {}, { action: "ALL" }],
    ["actions in another order, with blanks", { action: "PUT, DELETE" }, { action: "DELETE,PUT" }],
    ["ALL,PUT", { action: "ALL,PUT" }, { action: "ALL" }],
    ["history by default", {}, { historicalObjectReplication: "enabled" }],
    ["a role that the read leaves out", { syncRole: "role" }, {}],
    ["a role by name, read as an ARN", { syncRole: "oss-repl" }, { syncRole: "acs:ram::1001:role/oss-repl" }],
    ["a role by ARN, read as a name", { syncRole: "acs:ram::1001:role/oss-repl" }, { syncRole: "oss-repl" }],
    ["an ARN in small letters", { syncRole: "OssRepl" }, { syncRole: "acs:ram::1001:role/ossrepl" }],
    ["another spelling of `role`", { syncRole: "acs:ram::*:Role/r" }, { syncRole: "r" }],
    [
      "a key by id, read as an ARN",
      { replicaKmsKeyId: "k" },
      { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" },
    ],
    [
      "a key by ARN, read as an id",
      { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" },
      { replicaKmsKeyId: "k" },
    ],
    ["an alias", { replicaKmsKeyId: "alias/dr" }, { replicaKmsKeyId: "acs:kms:cn-beijing:1:alias/dr" }],
    ["KMS that the read leaves out", { sseKmsStatus: "Enabled", replicaKmsKeyId: "k" }, {}],
    [
      "a key that OSS dropped",
      { sseKmsStatus: "Disabled", replicaKmsKeyId: "k" },
      { sseKmsStatus: "Disabled" },
    ],
    ["KMS off by default", {}, { sseKmsStatus: "Disabled" }],
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
  ];

  test.each(pairs)("%s", (_, wanted, found) => {
    expect(definitionDifferences({ ...base, ...wanted }, { ...base, ...found })).toEqual([]);
  });
});

describe("another rule", () => {
  const pairs: [string, Partial<RuleDefinition>, Partial<RuleDefinition>][] = [
    ["destination.bucket", to({ bucket: "other" }), to({})],
    ["destination.location", to({ location: "oss-cn-shanghai" }), to({})],
    ["destination.transferType", to({ transferType: "oss_acc" }), to({})],
    ["destination.transferType", to({}), to({ transferType: "oss_acc" })],
    ["prefixes", { prefixes: ["a"] }, {}],
    ["prefixes", {}, { prefixes: ["a"] }],
    ["prefixes", { prefixes: ["a", "b"] }, { prefixes: ["a", "c"] }],
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
    ["replicaKmsKeyId", { replicaKmsKeyId: "k" }, { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/l" }],
    ["replicaKmsKeyId", { replicaKmsKeyId: "dr" }, { replicaKmsKeyId: "acs:kms:cn-beijing:1:alias/dr" }],
    [
      "replicaKmsKeyId",
      { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" },
      { replicaKmsKeyId: "acs:kms:cn-shanghai:1:key/k" },
    ],
    ["syncRole", {}, { syncRole: "role" }],
    ["sseKmsStatus", {}, { sseKmsStatus: "Enabled" }],
    ["sseKmsStatus", { sseKmsStatus: "Enabled" }, { sseKmsStatus: "Disabled" }],
    ["replicaKmsKeyId", { replicaKmsKeyId: "k" }, { replicaKmsKeyId: "other" }],
    ["replicaKmsKeyId", {}, { replicaKmsKeyId: "k" }],
    ["userTaggings", { userTaggings: { tags: tags("a") } }, {}],
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
    const found = { ...to({ bucket: "other" }), prefixes: ["a"], action: "PUT" };
    expect(definitionDifferences(base, found)).toEqual(["destination.bucket", "prefixes", "action"]);
  });
});
