import { ReplicationError } from "../../../provider/lifecycle/errors";
import { type RuleAt, removeRule, untilGone } from "../../../provider/lifecycle/removeRule";
import type { Rule } from "../../../provider/oss";
import { ossError, world } from "./support/fakes";

const rule = (id: string, status: Rule["status"]): Rule => ({
  ...{ id, status, destination: { bucket: "dst", location: "oss-cn-beijing" } },
});

/** A removal of rule `r`; each look at the rules shows the next of these, or fails so. */
function removal(looks: (Rule[] | Error)[]) {
  const { oss, clock } = world();
  oss.onDelete = () => {};
  oss.onGet = () => {
    const next = looks.length > 1 ? looks.shift() : looks[0];
    if (next instanceof Error) throw next;
    oss.rules = next ?? [];
  };
  const at: RuleAt = { service: oss, bucket: "src", id: "r" };
  const waiting = { clock, random: () => 1, deadline: 60_000 };
  const texts = {
    stillClosing: () => new ReplicationError("closing", "Timeout"),
    stillThere: () => new ReplicationError("there", "RuleStillThere"),
  };
  return { oss, clock, at, waiting, texts };
}

const busy = ossError("ServiceUnavailable", "GetBucketReplication", "src", { status: 503 });
const looksIn = ({ oss }: ReturnType<typeof removal>) => oss.looks.length;

describe("a rule is removed", () => {
  it.each<[string, (Rule[] | Error)[], number]>([
    ["once OSS shows it no more", [[rule("r", "closing")], []], 2],
    [
      "though another rule of the bucket stays, or is being cleared",
      [[rule("s", "doing"), rule("t", "closing")]],
      1,
    ],
    ["with its bucket", [ossError("NoSuchBucket")], 1],
    ["but not by a look that fails for a moment", [busy, [rule("r", "closing")], busy, []], 4],
  ])("%s", async (_, looks, count) => {
    const r = removal(looks);
    await removeRule(r.at, r.waiting, r.texts);
    expect([r.oss.calls[0], looksIn(r)]).toEqual(["delete src r", count]);
  });

  it("without a look where it is gone already", async () => {
    const r = removal([[]]);
    r.oss.onDelete = () => {
      throw ossError("NoSuchReplicationRule", "DeleteBucketReplication");
    };
    await removeRule(r.at, r.waiting, r.texts);
    expect(r.oss.calls).toEqual(["delete src r"]);
  });

  it.each<[string, (Rule[] | Error)[], object]>([
    ["closing at the deadline", [[rule("r", "closing")]], { code: "Timeout" }],
    ["in effect two seconds later", [[rule("r", "doing")]], { code: "RuleStillThere" }],
    ["not to be seen", [ossError("AccessDenied")], { code: "AccessDenied" }],
  ])("or the removal fails: it is %s", async (_, looks, failure) => {
    const r = removal(looks);
    await expect(untilGone(r.at, r.waiting, r.texts)).rejects.toMatchObject(failure);
  });

  it("as far as is asked for: till it is being cleared, or till it is gone", async () => {
    for (const [until, count] of [
      ["closing", 2],
      ["gone", 3],
    ] as const) {
      const r = removal([[rule("r", "doing")], [rule("r", "closing")], []]);
      await untilGone(r.at, r.waiting, r.texts, until);
      expect(looksIn(r)).toBe(count);
    }
  });
});
