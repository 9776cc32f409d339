import { argumentsGiven, inOptions, optionsOf } from "../../../provider/lifecycle/ruleOptions";
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

it("a message names options for the arguments it knows, and leaves the rest", () => {
  expect(inOptions("`destination.transferType` and `prefixSet.prefixes`; `pulumi up` and `rtc`")).toBe(
    "--transfer-type and --prefix; `pulumi up` and `rtc`",
  );
});
