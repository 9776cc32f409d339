import fc from "fast-check";
import { near } from "./hostile";

const types = ["ReplicationRule", "ReplicationRtc"].map((type) => `pulumi-nodejs:dynamic/oss:${type}`);
const text = fc.oneof(
  fc.constantFrom("src", "dst", "oss-cn-beijing", "a/", "`|<b>", "\u202e", "__proto__", "line\nbreak"),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const odd = fc.oneof({ weight: 8, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
const properties = fc.record(
  {
    bucket: odd,
    region: odd,
    ruleId: odd,
    status: odd,
    action: odd,
    historicalObjectReplication: odd,
    destination: fc.oneof(fc.record({ bucket: odd, location: odd, transferType: odd }), odd),
    prefixSet: fc.oneof(fc.record({ prefixes: fc.oneof(fc.array(odd, { maxLength: 3 }), odd) }), odd),
    timeouts: odd,
    owner: odd,
  },
  { requiredKeys: [] },
);
const state = fc.record(
  { id: odd, inputs: properties, outputs: properties, external: odd, retainOnDelete: odd },
  { requiredKeys: [] },
);
const step = fc.record(
  {
    op: fc.oneof(fc.constantFrom("create", "update", "replace", "delete", "same", "read", "import"), text),
    urn: fc
      .tuple(fc.constantFrom(...types, "oss:Bucket"), text)
      .map(([type, name]) => `urn:pulumi:dev::shop::${type}::${name}`),
    oldState: fc.oneof(state, odd),
    newState: fc.oneof(state, odd),
    replaceReasons: fc.oneof(fc.array(odd, { maxLength: 3 }), odd),
    diffReasons: fc.oneof(fc.array(odd, { maxLength: 3 }), odd),
  },
  { requiredKeys: ["op", "urn"] },
);
const preview = fc.record(
  {
    steps: fc.oneof(
      { weight: 9, arbitrary: fc.array(step, { maxLength: 6 }) },
      { weight: 1, arbitrary: odd },
    ),
    changeSummary: odd,
    diagnostics: fc.oneof(fc.array(fc.record({ severity: odd, message: odd }), { maxLength: 2 }), odd),
  },
  { requiredKeys: ["steps"] },
);
const printed = fc.oneof(
  preview.map((value) => JSON.stringify(value)),
  near(preview.map((value) => JSON.stringify(value))),
);

/** What `pulumi preview --json` might print, or something near to it; the same for the same seed. */
export function hostilePreview(seed: number): string {
  return fc.sample(printed, { seed, numRuns: 1 })[0] ?? "";
}
