import { argumentsGiven, inOptions, optionsOf, RULE_OPTIONS } from "../../../provider/lifecycle/ruleOptions";
import type { RuleDefinition } from "../../../provider/oss";

const rule: RuleDefinition = {
  destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "oss_acc" },
  prefixSet: { prefixes: ["a/", "b c/"] },
  userTaggings: { filterType: "OR", tags: [{ key: "k=%", value: "v=1" }] },
  action: "PUT",
  historicalObjectReplication: "disabled",
  syncRole: "role",
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  encryptionConfiguration: { replicaKmsKeyId: "k" },
};

/** What the command is given where it is run as a failed replacement advises. */
function given(of: RuleDefinition) {
  const options = optionsOf(of);
  return argumentsGiven((flag) => options.filter(([name]) => name === flag).map(([, value]) => value));
}

it("the options that say what a rule says give that rule back", () => {
  expect(given(rule)).toEqual(rule);
});

it("a rule that says no more than it must has no other options", () => {
  const plain = { destination: { bucket: "dst", location: "oss-cn-beijing" } };
  expect(optionsOf(plain)).toEqual([
    ["target-bucket", "dst"],
    ["target-location", "oss-cn-beijing"],
  ]);
  expect(given(plain)).toEqual({
    destination: { bucket: "dst", location: "oss-cn-beijing", transferType: undefined },
  });
});

it.each([
  ["destination.bucket", "--target-bucket"],
  ["destination.location", "--target-location"],
  ["destination.transferType", "--transfer-type"],
  ["prefixSet", "--prefix"],
  ["prefixSet.prefixes", "--prefix"],
  ["userTaggings", "--tag"],
  ["userTaggings.tags", "--tag"],
  ["userTaggings.filterType", "--tag-filter"],
  ["action", "--action"],
  ["historicalObjectReplication", "--historical"],
  ["syncRole", "--sync-role"],
  ["sourceSelectionCriteria", "--replica-kms-key-id"],
  ["encryptionConfiguration", "--replica-kms-key-id"],
  ["encryptionConfiguration.replicaKmsKeyId", "--replica-kms-key-id"],
  ["rtc", "`rtc`"],
  ["pulumi up", "`pulumi up`"],
])("a message that names the argument `%s` names %s", (argument, option) => {
  expect(inOptions(`Set \`${argument}\`, and \`${argument}\`.`)).toBe(`Set ${option}, and ${option}.`);
});

it.each<[string, string[], object]>([
  ["a key alone", ["k"], { key: "k", value: "" }],
  ["a value with = in it", ["k=v=w"], { key: "k", value: "v=w" }],
  ["= and % that are coded", ["k%3d%25=v%3D"], { key: "k=%", value: "v=" }],
  ["anything else that is coded", ["k=%41"], { key: "k", value: "%41" }],
])("a tag may be %s", (_, tags, tag) => {
  const { userTaggings } = argumentsGiven((flag) => (flag === "tag" ? tags : []));
  expect(userTaggings).toEqual({ tags: [tag], filterType: undefined });
});

it("a filter of tags without tags is given to the checks as it is", () => {
  const { userTaggings } = argumentsGiven((flag) => (flag === "tag-filter" ? ["OR"] : []));
  expect(userTaggings).toEqual({ tags: [], filterType: "OR" });
});

it("the help says of each option what it takes, and what happens without it", () => {
  const lines = RULE_OPTIONS.map(({ flag, value, help, required, repeats }) =>
    [`--${flag} <${value}>`, ...(required ? ["(required)"] : []), ...(repeats ? ["..."] : []), help].join(
      " ",
    ),
  );
  expect(lines).toEqual([
    "--target-bucket <name> (required) target bucket",
    "--target-location <location> (required) OSS location of the target bucket, such as oss-cn-beijing",
    "--transfer-type <type> internal (default) or oss_acc",
    "--prefix <text> ... copy objects whose names begin with it; can be given again; default: all",
    "--tag <key=value> ... copy objects that have this tag; can be given again; = and % within key or value as %3D and %25; default: whatever their tags",
    "--tag-filter <type> AND (default: objects that have all the tags) or OR (one of them)",
    "--action <action> ALL (default), PUT, or a comma-separated list of PUT, DELETE and ABORT",
    "--historical <what> copy objects that are there before: enabled (default) or disabled",
    "--sync-role <name> RAM role that OSS assumes to copy",
    "--replica-kms-key-id <id> copy objects encrypted by KMS, too, with this key at the target",
  ]);
});
