import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RuleInputs } from "../../../provider/lifecycle/inputs";
import {
  encounter,
  hasOwner,
  isOurForm,
  otherId,
  ownerOf,
  ruleId,
  type Wanted,
} from "../../../provider/lifecycle/ownership";
import { definitionIn, type Rule, type RuleDefinition } from "../../../provider/oss";

interface InState {
  urn: string;
  type: string;
  id: string;
  inputs: RuleInputs;
}

const OWNER = "0011223344556677";
const definition: RuleDefinition = {
  destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
  action: "PUT",
  historicalObjectReplication: "enabled",
};

describe("the ids of our rules", () => {
  const fixture = join(__dirname, "..", "..", "fixtures", "state-0.1.json");
  const { resources } = JSON.parse(readFileSync(fixture, "utf8")) as { resources: InState[] };
  const rules = resources.filter(({ type }) => type.endsWith("oss:ReplicationRule"));

  it.each(rules)("are those of version 0.1: $urn", ({ urn, id, inputs }) => {
    expect(ownerOf("organization", urn)).toBe(inputs.owner);
    expect(ruleId(inputs.owner, inputs.bucket, definitionIn(inputs))).toBe(id);
  });

  it("are those of version 0.1 for a rule that says no more than it must, and for tags without a filter", () => {
    const bare = { destination: { bucket: "dst", location: "oss-cn-beijing" } };
    expect(ruleId(OWNER, "src", bare)).toBe("0011223344556677-9e00d036331b3a0c");
    const tagged = { ...bare, userTaggings: { tags: [{ key: "k", value: "v" }] } };
    expect(ruleId(OWNER, "src", tagged)).toBe("0011223344556677-f9676b9fbb168c8d");
  });

  it("have another form where the one is taken that the content has", () => {
    expect(otherId("a", new Set(["b"]))).toBe("a");
    expect(otherId("a", new Set(["a"]))).toBe("a-2");
  });

  const hex = "0123456789abcdef";
  it.each([
    [`${OWNER}-${hex}`, true, true],
    [`${OWNER}-${hex}-2`, true, true],
    [`${hex}-${hex}`, false, true],
    [`${OWNER}-${hex}-3`, false, false],
    [`${OWNER}-${hex}-22`, false, false],
    [`x${OWNER}-${hex}`, false, false],
    [`${OWNER}-${hex}0`, false, false],
    [`${OWNER}-${hex.toUpperCase()}`, false, false],
    [`${OWNER}-${hex.slice(1)}`, false, false],
    [OWNER, false, false],
    ["", false, false],
  ])("%s is one of this owner's: %s, and of ours: %s", (id, ofOwner, ofOurs) => {
    expect([hasOwner(id, OWNER), isOurForm(id)]).toEqual([ofOwner, ofOurs]);
  });
});

describe("what a new rule meets", () => {
  const chosenId = ruleId(OWNER, "src", definition);
  const older = ruleId(OWNER, "src", { ...definition, action: "ALL" });
  const wanted: Wanted = { definition, owner: OWNER, chosenId, isTaken: () => false };
  const elsewhere: Rule = {
    ...{ id: "elsewhere", status: "doing", ...definition },
    destination: { ...definition.destination, bucket: "other" },
  };
  const found = (id: string, more: Partial<Rule> = {}): Rule => ({
    id,
    status: "doing",
    ...definition,
    ...more,
  });
  const role = { definition: { ...definition, syncRole: "role" } };

  it.each<[string, string, Partial<Wanted>, Rule | undefined]>([
    ["free", "no rule for the pair", {}, undefined],
    ["closing", "a rule that is being cleared, whosever", {}, found("theirs", { status: "closing" })],
    ["closing", "the old rule, being cleared", { oldIds: new Set(["r"]) }, found("r", { status: "closing" })],
    ["ours", "the rule that is wanted", {}, found(chosenId)],
    ["ours", "the rule that is wanted, put a second time", {}, found(`${chosenId}-2`)],
    ["ours", "its content under the id of another", {}, found(older)],
    ["ours", "a rule of which OSS shows no role, known by its id", role, found(chosenId)],
    ["ours", "such a rule, put a second time", role, found(`${chosenId}-2`)],
    ["leftover", "a rule of which OSS shows no role, under another id", role, found(older)],
    ["leftover", "another content", {}, found(older, { action: "ALL" })],
    [
      "leftover",
      "another content under the id of the one that is wanted",
      {},
      found(chosenId, { action: "ALL" }),
    ],
    [
      "foreign",
      "the same content under another owner's id",
      {},
      found(`${"f".repeat(16)}-${"0".repeat(16)}`),
    ],
    ["foreign", "the same content under an id of OSS", {}, found("uuid")],
    [
      "foreign",
      "an id of this owner that another resource has",
      { isTaken: (id) => id === older },
      found(older),
    ],
    ["older", "the rule that it replaces", { oldIds: new Set(["r"]) }, found("r")],
    [
      "retained",
      "the rule that it replaces, which is to stay",
      { oldIds: new Set(["r"]), retained: true },
      found("r"),
    ],
    [
      "foreign",
      "another rule than the one that it replaces",
      { oldIds: new Set(["s"]), retained: true },
      found("r"),
    ],
    ["adopted", "the rule that it names", { adopt: "r" }, found("r")],
    [
      "different",
      "the rule that it names, with another content",
      { adopt: "r" },
      found("r", { action: "ALL" }),
    ],
    ["missing", "nothing of the name that it gives", { adopt: "s" }, found("r")],
    ["missing", "the rule that it names, being cleared", { adopt: "r" }, found("r", { status: "closing" })],
    ["different", "the rule that it names, for another target", { adopt: "elsewhere" }, found("r")],
    [
      "adopted",
      "in a replacement, the rule that it names",
      { adopt: "r", oldIds: new Set(["s"]) },
      found("r"),
    ],
    [
      "older",
      "in a replacement, the one it names and has",
      { adopt: "r", oldIds: new Set(["r"]) },
      found("r"),
    ],
    [
      "free",
      "in a replacement, nothing: what it names is of no more use",
      { adopt: "s", oldIds: new Set(["t"]) },
      undefined,
    ],
  ])("is %s: %s", (kind, _, more, rule) => {
    const met = encounter({ ...wanted, ...more }, rule === undefined ? [elsewhere] : [elsewhere, rule]);
    expect(met.kind).toBe(kind);
    if (kind === "missing") expect(met).toEqual({ kind, id: more.adopt });
    else if (kind !== "free" && more.adopt !== "elsewhere") expect(met).toEqual({ kind, rule });
  });
});
