import { importedRule, importId, notImported } from "../../../provider/lifecycle/importId";
import { world } from "./support/fakes";

const settings = { region: "cn-hangzhou" };
const imported = (id: string, of = settings as { region?: string }) =>
  importedRule(id, "ReplicationRule", of);

it.each([
  ["prod-logs/a1b2", { bucket: "prod-logs", ruleId: "a1b2" }],
  ["cn-beijing/prod-logs/a1b2", { bucket: "prod-logs", ruleId: "a1b2", region: "cn-beijing" }],
  ["oss-cn-beijing/old_name-/a1b2", { bucket: "old_name-", ruleId: "a1b2", region: "cn-beijing" }],
])("%s names a rule of a bucket", (id, rule) => {
  expect(imported(id)).toEqual(rule);
});

it.each(["", "/", "a1b2", "src/", "/a1b2", "/src/a1b2", "a/b/src/a1b2", "No Bucket/a1b2"])(
  "%j names none, and is told how to",
  (id) => {
    expect(() => imported(id)).toThrow(
      `${JSON.stringify(id)} does not name a rule of a bucket. Import a ReplicationRule by BUCKET/RULE`,
    );
  },
);

it("what names no region, where none is known otherwise, is told how to name one", () => {
  expect(() => imported("src/a1b2", {})).toThrow(
    /No region is known for bucket src. Import the rule by REGION\/BUCKET\/RULE, such as `cn-hangzhou\/src\/a1b2`/,
  );
  expect(imported("cn-beijing/src/a1b2", {})).toMatchObject({ region: "cn-beijing" });
});

it("the id of a rule is read back", () => {
  const rule = { bucket: "src", ruleId: "a1b2", region: "cn-beijing" };
  expect(imported(importId(rule))).toEqual(rule);
});

it("failures of an import have the codes of what they are", async () => {
  expect(() => imported("")).toThrow(expect.objectContaining({ code: "NoSuchReplicationRule" }));
  expect(() => imported("src/a1b2", {})).toThrow(expect.objectContaining({ code: "NoRegion" }));
});

it("a rule that is closing is told from one that is not there, by a look that the command has made", async () => {
  const { context, oss } = world();
  const destination = { bucket: "dst", location: "oss-cn-beijing" };
  oss.rules = [
    { id: "other", status: "doing", destination },
    { id: "r-1", status: "closing", destination },
  ];
  const at = { bucket: "src", region: "cn-hangzhou" };
  expect(await notImported(context, { ...at, ruleId: "r-1" })).toMatchObject({
    code: "NoSuchReplicationRule",
    message: expect.stringContaining("Rule r-1 of bucket src is closing"),
  });
  expect((await notImported(context, { ...at, ruleId: "r-2" })).message).not.toContain("closing");
  expect(oss.looks).toEqual(["kept", "kept"]);
});
