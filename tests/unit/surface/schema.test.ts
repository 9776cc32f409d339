import { readFileSync } from "node:fs";
import { join } from "node:path";
import { infoOf } from "../../../provider/functions/answers";
import { LOCATIONS, PROGRESS } from "../../../provider/functions/questions";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { RTC_MEANING, RULE_MEANING } from "../../../provider/lifecycle/plan";
import { NETWORKS, type OssReplication, RULE_FIELDS, type Rule } from "../../../provider/oss";
import { configurationProblems } from "../../../provider/server/configuration";
import { argumentsIn } from "../../../provider/server/resource";
import { missingTexts } from "../../../scripts/schema/missing";
import type { EnumSpec, ObjectSpec, Schema, TypeSpec } from "../../../scripts/schema/schema";

const repository = join(__dirname, "../../..");
const text = readFileSync(join(repository, "provider/schema.json"), "utf8");
const schema: Schema = JSON.parse(text);
const resource = (name: string) =>
  schema.resources[`oss-replication:index:${name}`] as Schema["resources"][""];
const type = (name: string) => schema.types[`oss-replication:index:${name}`];
const functionOf = (name: string) =>
  schema.functions[`oss-replication:index:${name}`] as Schema["functions"][""];

const rule = {
  bucket: "src",
  region: "cn-hangzhou",
  endpoint: "https://example.com",
  network: "internal",
  waitForClearing: false,
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixSet: { prefixes: ["a/"] },
  syncRole: "role",
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  encryptionConfiguration: { replicaKmsKeyId: "key" },
  userTaggings: { tags: [{ key: "k", value: "v" }] },
};

it("everything that the schema names is described", () => {
  expect(missingTexts(schema)).toEqual([]);
});

it("a description that is missing is noticed wherever it is", () => {
  const bare = JSON.parse(text, (key, value) => (key === "description" ? "" : value)) as Schema;
  const places = missingTexts(bare);
  expect(places).toEqual(
    expect.arrayContaining([
      "config.region",
      "provider",
      "provider.owner",
      "oss-replication:index:ReplicationRule",
      "oss-replication:index:ReplicationRule, output.bucket",
      "oss-replication:index:ReplicationRule, argument.bucket",
      "oss-replication:index:getReplicationRules, argument.bucket",
      "oss-replication:index:getReplicationRules, result.rules",
      "oss-replication:index:ReplicationDestination.location",
      "oss-replication:index:TransferType.oss_acc",
    ]),
  );
  const [rule] = Object.values(bare.resources);
  if (rule) rule.description = "\n\n{{% examples %}}";
  expect(missingTexts(bare)).toEqual(places);
});

it("it speaks of nothing that is the dynamic resources' alone", () => {
  expect(text.match(/.{0,40}(\badopt|timeouts\b|\boss:[a-z]\w+).{0,20}/g)).toBeNull();
});

it("its arguments are those that the provider takes, and replace as it does", () => {
  const argumentsOf = (meanings: object) => argumentsIn(meanings);
  const meanings = (name: string) =>
    Object.fromEntries(
      Object.entries(resource(name).inputProperties).map(([argument, { willReplaceOnChanges }]) => [
        argument,
        willReplaceOnChanges ? "replace" : "update",
      ]),
    );
  expect(meanings("ReplicationRule")).toEqual(argumentsOf(RULE_MEANING));
  expect(meanings("ReplicationRtc")).toEqual(argumentsOf(RTC_MEANING));
});

it("its settings are those that the provider takes", () => {
  const names = Object.keys(schema.provider.inputProperties);
  expect(Object.keys(schema.config.variables)).toEqual(names);
  const unknown = (given: string[]) =>
    configurationProblems(Object.fromEntries(given.map((name) => [name, undefined]))).map(
      ({ property }) => property,
    );
  expect(unknown(names)).toEqual([]);
  expect(unknown(["other"])).toEqual(["other"]);
});

it("its words are those that the checks allow", () => {
  const words = (name: string) => (type(name) as EnumSpec).enum.map(({ value }) => value);
  const { destination, historicalObjectReplication, userTaggings, sourceSelectionCriteria } = RULE_FIELDS;
  expect(words("TransferType")).toEqual(destination.values);
  expect(words("HistoricalObjectReplication")).toEqual(historicalObjectReplication.values);
  expect(words("TagFilter")).toEqual(userTaggings.values);
  expect(words("SseKmsStatus")).toEqual(sourceSelectionCriteria.values);
  expect(words("Network")).toEqual(NETWORKS);
});

it("its defaults are what a check writes out, and no other value is written out", () => {
  const checked = argumentsIn(normaliseRule(rule, rule.region));
  expect(withDefaults(rule, { properties: resource("ReplicationRule").inputProperties })).toEqual(checked);
});

it("what the provider answers is what the schema says", () => {
  const { properties = {}, required = [] } = resource("ReplicationRule");
  // How the bucket is reached is kept in state and is no output.
  const { endpoint: _, network: __, waitForClearing: ___, ...said } = rule;
  expect(
    unlike(argumentsIn(normaliseRule(said, rule.region)), { type: "object", properties, required }),
  ).toEqual([]);
  const found = { ...rule, id: "id", status: "doing", rtcStatus: "enabled" } as unknown as Rule;
  expect(unlike(infoOf(found), type("ReplicationRuleInfo") as ObjectSpec)).toEqual([]);
  expect(
    unlike(
      infoOf({ ...found, sourceSelectionCriteria: undefined }),
      type("ReplicationRuleInfo") as ObjectSpec,
    ),
  ).toEqual([]);
});

it("what the functions answer is what the schema says", async () => {
  const service = {
    getBucketReplicationLocation: async () => ({
      locations: ["oss-cn-beijing"],
      transferTypes: {},
      rtcLocations: ["oss-cn-beijing"],
    }),
    getBucketReplicationProgress: async () => ({
      status: "doing",
      historicalObject: 0.5,
      newObject: new Date(0),
    }),
  } as unknown as OssReplication;
  const args = { bucket: "src", ruleId: "id" };
  const progress = await PROGRESS.ask(service, args, "cn-hangzhou");
  expect(unlike(progress, functionOf("getReplicationProgress").outputs)).toEqual([]);
  const locations = await LOCATIONS.ask(service, args, "cn-hangzhou");
  expect(unlike(locations, functionOf("getReplicationLocations").outputs)).toEqual([]);
});

it("what is not as the schema says is noticed", () => {
  const destination = type("ReplicationDestination") as ObjectSpec;
  expect(unlike({ bucket: 1, other: "x" }, destination)).toEqual(["bucket", "other", "location"]);
  expect(unlike({ bucket: "b", location: "l", transferType: "fast" }, destination)).toEqual(["transferType"]);
});

it("each resource has one example in each language, and is an alias of the dynamic one", () => {
  for (const name of ["ReplicationRule", "ReplicationRtc"]) {
    const { description, aliases } = resource(name);
    expect(description.match(/^```\w+$/gm)).toEqual(["```typescript", "```python", "```go", "```yaml"]);
    expect(aliases).toEqual([{ type: `pulumi-nodejs:dynamic/oss:${name}` }]);
  }
});

/** The value with the defaults of its type, at any depth. */
function withDefaults(value: object, { properties }: Pick<ObjectSpec, "properties">): object {
  const given = Object.entries(value).map(([name, inner]) => {
    const spec = properties[name];
    const object = spec && referred(spec);
    const isObject = object && "properties" in object && !Array.isArray(inner);
    return [name, isObject ? withDefaults(inner, object) : inner];
  });
  const initial = Object.entries(properties).flatMap(([name, spec]) =>
    spec.default === undefined ? [] : [[name, spec.default]],
  );
  return Object.fromEntries([...initial, ...given]);
}

function referred({ $ref }: TypeSpec): ObjectSpec | EnumSpec | undefined {
  return $ref === undefined ? undefined : schema.types[$ref.replace("#/types/", "")];
}

/** The paths at which a value is not of a type. */
function unlike(value: object, { properties, required = [] }: ObjectSpec): string[] {
  const present = Object.entries(value).filter(([, each]) => each !== undefined);
  const missing = required.filter((name) => !present.some(([each]) => each === name));
  return [
    ...present.flatMap(([name, each]) => {
      const spec = properties[name];
      return spec ? unlikeType(each, spec).map((path) => `${name}${path}`) : [name];
    }),
    ...missing,
  ];
}

function unlikeType(value: unknown, spec: TypeSpec): string[] {
  if (spec.items) {
    const { items } = spec;
    return Array.isArray(value) ? value.flatMap((each) => unlikeType(each, items)) : [""];
  }
  const named = referred(spec);
  if (named === undefined) return typeof value === spec.type ? [] : [""];
  if ("enum" in named) return named.enum.some((word) => word.value === value) ? [] : [""];
  return unlike(value as object, named).map((path) => `.${path}`);
}
