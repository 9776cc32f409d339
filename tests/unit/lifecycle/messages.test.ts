import { ReplicationError } from "../../../provider/lifecycle/errors";
import {
  adoptedUnseenText,
  askedText,
  endText,
  importedUnseenText,
  mayBeOwn,
  noRuleId,
  notInPlace,
  notReplaced,
  notTakenOver,
  refusalText,
  stillClosing,
  stillThere,
  takenOverText,
} from "../../../provider/lifecycle/messages";
import type { Encounter, Wanted } from "../../../provider/lifecycle/ownership";
import { type Rule, type RuleDefinition, see } from "../../../provider/oss";
import { ossError } from "./support/fakes";

const definition: RuleDefinition = {
  destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
  prefixSet: { prefixes: ["a/"] },
  action: "PUT",
  historicalObjectReplication: "disabled",
  syncRole: "role",
};
const found: Rule = {
  id: "r1",
  status: "doing",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixSet: { prefixes: [] },
  action: "PUT",
  historicalObjectReplication: "enabled",
};
const ours = "0123456789abcdef-0123456789abcdef";

const DIFFERENCES =
  'prefixSet: the program says {"prefixes":["a/"]}, the rule has {"prefixes":[]}; historicalObjectReplication: the program says "disabled", the rule has "enabled"; syncRole: the program says "role", and OSS does not show what the rule has';

describe("why a rule is not put, in whole sentences", () => {
  const text = (met: Encounter) => refusalText("src", { definition } as Wanted, met);

  it.each<[string, Encounter, string]>([
    [
      "somebody else's rule is in the way",
      { kind: "foreign", rule: found },
      'No rule was put from src to dst (oss-cn-beijing): rule r1 is there already and is not managed by this resource. OSS keeps one rule for each source and target. Take it over with `adopt: "r1"`, or delete it at OSS if nobody needs it. If it is this resource\'s own rule and you are forcing its replacement (`--target-replace`, `state taint`), run the command with `--refresh`. Nothing was changed.',
    ],
    [
      "a rule of another resource of ours is in the way",
      { kind: "foreign", rule: { ...found, id: ours } },
      `No rule was put from src to dst (oss-cn-beijing): rule ${ours} is there already and is not managed by this resource. OSS keeps one rule for each source and target. Its id shows that this package put it, for a resource of another name, parent or stack. If that resource was renamed or moved, give this one its former name, \`aliases: [{ name: "<former name>" }]\`, and nothing changes at OSS. Otherwise, take it over with \`adopt: "${ours}"\`, or delete it at OSS if nobody needs it. If it is this resource's own rule and you are forcing its replacement (\`--target-replace\`, \`state taint\`), run the command with \`--refresh\`. Nothing was changed.`,
    ],
    [
      "the old rule is to be kept",
      { kind: "retained", rule: found },
      "No rule was put from src to dst (oss-cn-beijing): rule r1, an older version of this resource, is to be kept (`retainOnDelete`), and OSS keeps one rule for each source and target. Remove `retainOnDelete` to have it replaced. Nothing was changed.",
    ],
    [
      "a rule of this resource says something else",
      { kind: "leftover", rule: found },
      `No rule was put from src to dst (oss-cn-beijing): rule r1 is there already and says something else. This resource put it earlier: the command was interrupted, or the rule was retained or taken out of state. ${DIFFERENCES}. Make the program say what the rule has and run \`pulumi up\`, which takes the rule over without a write. Then change it. Or delete it with \`oss-replication delete --bucket src --rule-id r1\` and run the command again. Nothing was changed.`,
    ],
    [
      "the rule to adopt is not there",
      { kind: "missing", id: "r7" },
      "`adopt` names rule r7, but bucket src has no such rule in effect. List its rules with `oss-replication rules --bucket src`, or remove `adopt` to put a new rule. Nothing was changed.",
    ],
    [
      "the rule to adopt is another",
      { kind: "different", rule: found },
      `Rule r1 of bucket src was not adopted, because it differs from the program. ${DIFFERENCES}. Make the program say what the rule has and adopt it. Then change it. Nothing was changed.`,
    ],
  ])("%s", (_, met, message) => {
    expect(text(met)).toBe(message);
  });

  it.each(["closing", "ours", "adopted", "older"] as const)(
    "nothing is said of a rule that is %s",
    (kind) => {
      expect(text({ kind, rule: found })).toBeUndefined();
      expect(text({ kind: "free" })).toBeUndefined();
    },
  );

  it("says none where one of the two does not have it", () => {
    const bare: RuleDefinition = { destination: definition.destination };
    const encrypted = { ...bare, encryptionConfiguration: { replicaKmsKeyId: "k" } };
    const tagged: Rule = { ...found, userTaggings: { filterType: "AND", tags: [{ key: "k", value: "v" }] } };
    const differences = (wanted: RuleDefinition, rule: Rule) =>
      refusalText("src", { definition: wanted } as Wanted, { kind: "different", rule });
    expect(differences(bare, { ...tagged, action: "ALL" })).toContain(
      'userTaggings: the program says none, the rule has {"filterType":"AND","tags":[{"key":"k","value":"v"}]}.',
    );
    expect(differences(encrypted, found)).toContain(
      'encryptionConfiguration: the program says {"replicaKmsKeyId":"k"}, and OSS does not show what the rule has.',
    );
  });
});

describe("what is said of a rule that stays, in whole sentences", () => {
  it("is that it is taken over", () => {
    expect(takenOverText("src", found)).toBe(
      "rule r1 from src to dst (oss-cn-beijing) is there already, belongs to this resource and says what the program says: it stays as it is, and nothing is written. To have it recreated, force a replacement (`--target-replace`).",
    );
  });

  it("is what of an adopted one could not be compared, where there is such", () => {
    const encrypted = { ...definition, encryptionConfiguration: { replicaKmsKeyId: "k" } };
    expect(adoptedUnseenText("src", encrypted, found)).toBe(
      "rule r1 from src to dst (oss-cn-beijing) is adopted, and OSS does not show its syncRole, encryptionConfiguration: whether the program says what the rule has could not be compared.",
    );
    expect(adoptedUnseenText("src", { ...definition, syncRole: undefined }, found)).toBeUndefined();
  });
});

it("says of an imported rule what OSS does not show", () => {
  expect(importedUnseenText("src", definition, "r1", ["syncRole", "encryptionConfiguration"])).toBe(
    "rule r1 from src to dst (oss-cn-beijing) is imported, and OSS does not show its syncRole, encryptionConfiguration: state has what the program says, and whether the rule has the same could not be compared.",
  );
});

describe("the failures of one rule, in whole sentences", () => {
  const busy = ossError("ServiceUnavailable");

  it.each<[string, ReplicationError, string]>([
    [
      "Timeout",
      stillClosing("src", "r1", 1_800_000, { asked: 7, isStopped: false }, "timeouts.delete"),
      "Rule r1 of bucket src is still closing after 30m (asked 7 times). OSS clears it by itself. Run the same command again later, and it continues from here. Or raise `timeouts.delete`.",
    ],
    [
      "RuleStillThere",
      stillThere("src", "r1"),
      "Rule r1 of bucket src is still in effect, although OSS accepted its deletion: somebody put it again, or something between here and OSS answered for it. List the rules with `oss-replication rules --bucket src`, and run the same command again.",
    ],
    [
      "NotInPlace",
      notInPlace("r1", { bucket: "src", destination: definition.destination }),
      "Rule r1 from src to dst (oss-cn-beijing) cannot be changed in place, and was not changed. Run `pulumi refresh`. Then run the same command again, which replaces the rule.",
    ],
    [
      "NoRuleId",
      noRuleId("src", definition),
      "OSS accepted the rule from src to dst (oss-cn-beijing), but returned no rule id and lists no such rule. Run the same command again.",
    ],
    [
      "RuleInTheWay",
      mayBeOwn("src", found, 3),
      "It is not known whether this command put the rule from src to dst (oss-cn-beijing): it was tried 3 times, since OSS did not answer, and rule r1 is there now and says what the program says. The rule is this resource's or somebody else's. If nobody else manages it, take it over with `adopt: \"r1\"`. It was not changed.",
    ],
    [
      "NotReplaced",
      notTakenOver("src", found, ["One.", "Two."]),
      "Rule r1 from src to dst (oss-cn-beijing) is in effect as before, and was neither taken over nor recreated, since OSS would refuse it now. One. Two.",
    ],
    [
      "NotReplaced",
      notReplaced("src", definition, ["One.", "Two."]),
      "The rule from src to dst (oss-cn-beijing) is in effect as before, and was not replaced, since OSS would refuse the new one. One. Two.",
    ],
  ])("%s", (code, failure, message) => {
    expect(failure).toBeInstanceOf(ReplicationError);
    expect([failure.code, failure.message]).toEqual([
      code,
      `${message} ${see(code === "Timeout" ? "Timeout of a wait" : code)}`,
    ]);
  });

  it("name what ended a wait", () => {
    expect(endText(60_000, { asked: 1, isStopped: false })).toBe("after 1m");
    expect(endText(60_000, { asked: 1, isStopped: false }, "within")).toBe("within 1m");
    expect(endText(60_000, { asked: 1, isStopped: true })).toBe("when the command was stopped");
  });

  it("name the failure that the last question met", () => {
    expect(askedText({ isStopped: false, asked: 2, failure: busy })).toBe(
      "asked 2 times; the last time: ServiceUnavailable",
    );
  });
});
