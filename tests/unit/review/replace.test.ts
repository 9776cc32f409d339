import { only, replace, reviewJson, urn } from "./support/previews";

const prefixes = (...list: string[]) => ({ prefixSet: { prefixes: list } });
const to = (bucket: string) => ({
  destination: { bucket, location: "oss-cn-beijing", transferType: "internal" },
});
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("a changed rule to the same target", () => {
  it("is recreated, with a gap as long as the clearing", async () => {
    const old = { ...prefixes("app/", "audit/"), timeouts: { create: "1h", delete: "1h" } };
    const now = { ...prefixes("app/", "new/"), timeouts: { create: "2h", delete: "3h" } };
    const change = await only(replace(old, now));
    expect(change).toMatchObject({ kind: "recreated", sourceBucket: "src", gap: { timeout: "2h" } });
    expect(change.sentence).toBe(
      "The rule from bucket src to bucket dst (oss-cn-beijing) is recreated, because prefixSet changes: the old rule is removed first, and put back if OSS refuses the new one, and there is a gap without replication, usually of minutes, while OSS clears it (for up to 2h); objects under audit/ are no longer copied; objects under new/ are copied, too; objects that are there already are copied again.",
    );
    expect(change.risks).toEqual([
      "high gap",
      "high prefix-dropped",
      "medium rule-recreated",
      "medium deletes-replicated",
      "medium history-copied",
    ]);
    expect(change.gap?.text).toContain("longer than 2h (timeouts.create), the update fails");
    expect(change.gap?.text).toContain("from bucket src to bucket dst");
    expect(change.gap?.text).toContain("or the old one again if OSS refuses the new one, is in effect");
    expect(JSON.stringify(change.texts)).toContain("RTC is on again with it where it was on");
  });

  it("is put back in the other order, too, and the old rule's limit counts where the engine deletes it", async () => {
    const old = { timeouts: { create: "1h", delete: "2h" } };
    const more = { pendingReplacement: true };
    const change = await only(replace(old, { action: "PUT" }, { reasons: ["action"], more }));
    expect(change.gap).toMatchObject({ timeout: "2h" });
    expect(change.gap?.text).toContain("longer than 2h (timeouts.delete)");
    expect(change.sentence).toContain("is removed first, and put back if OSS refuses the new one");
  });

  it("loses what is written in the gap where history is not copied", async () => {
    const change = await only(
      replace({}, { historicalObjectReplication: "disabled" }, { reasons: ["historicalObjectReplication"] }),
    );
    expect(change.gap?.text).toContain("never copied");
    expect(change.risks).not.toContain("medium history-copied");
  });

  it.each([
    ["a shorter prefix covers the old one", ["app/logs/"], ["app/"], false],
    ["the whole bucket covers all", ["app/"], [], false],
    ["a longer prefix leaves some out", ["app/"], ["app/logs/"], true],
    ["prefixes in place of the whole bucket leave some out", [], ["app/"], true],
    ["a prefix more drops none", ["app/"], ["app/", "b/"], false],
    ["another prefix drops one", ["app/"], ["b/"], true],
  ])("%s", async (_, old, now, drops) => {
    const of = (list: string[]) => (list.length > 0 ? prefixes(...list) : {});
    const { risks } = await only(replace(of(old), of(now)));
    expect(risks.includes("high prefix-dropped")).toBe(drops);
  });

  it("says what of a narrowed prefix is still copied", async () => {
    const { sentence } = await only(replace({}, prefixes("app/")));
    expect(sentence).toContain("of all objects only those under app/ are still copied");
  });

  it("may drop prefixes that the preview does not show", async () => {
    const { risks, texts } = await only(replace(prefixes("app/"), { prefixSet: { prefixes: "[secret]" } }));
    expect(risks).toContain("high prefix-dropped");
    expect(JSON.stringify(texts)).toContain("may be no longer copied");
  });

  it("stops for what new filters leave out", async () => {
    const tags = { userTaggings: { filterType: "AND", tags: [{ key: "k", value: "v" }] } };
    const { risks, sentence } = await only(replace({}, tags, { reasons: ["userTaggings"] }));
    expect(risks).toContain("high replication-stops");
    expect(sentence).toContain("only objects with the given tags are copied");
  });

  it("replaced on request, though nothing differs, has a gap all the same", async () => {
    const old = { timeouts: { create: "1h", delete: "2h" } };
    const change = await only(replace(old, {}, { reasons: ["id"] }));
    expect(change.sentence).toContain(
      "is recreated, on request: it is removed and put again under the same id",
    );
    expect(change.risks).toContain("high gap");
    expect(change.gap).toMatchObject({ timeout: "2h" });
    expect(JSON.stringify(change.texts)).not.toContain("new id");
  });

  it("fails where the old rule is retained", async () => {
    const change = await only(
      replace({}, { action: "PUT" }, { reasons: ["action"], more: { retainOnDelete: true } }),
    );
    expect(change.sentence).toContain("the update fails");
    expect(change.gap).toBeUndefined();
  });

  it("told in single steps is the same", async () => {
    const whole = replace(prefixes("a/"), prefixes("b/"), { more: { pendingReplacement: true } });
    const steps = [
      { op: "delete-replaced", urn: whole.urn, oldState: whole.oldState },
      whole,
      { ...whole, op: "create-replacement" },
    ];
    expect(await reviewJson(...steps)).toEqual(await reviewJson(whole));
    const [deleted, , created] = steps;
    expect(await reviewJson(...([deleted, created] as (typeof whole)[]))).toEqual(await reviewJson(whole));
  });
});

it("a target that the preview hides is the same where the engine shows no change of it", async () => {
  const secret = { destination: "[secret]" };
  const change = await only(
    replace({ ...secret, ...prefixes("a/") }, { ...secret, ...prefixes("a/", "b/") }),
  );
  expect(change.risks).not.toContain("high replication-stops");
  expect(change.sentence).toContain(
    "from bucket src to bucket (secret) ((secret)) is recreated, because prefixSet changes: the old rule is removed first, and put back",
  );
  const moved = await only(replace(secret, secret, { reasons: ["destination"] }));
  expect(moved.risks).toContain("high replication-stops");
});

describe("a rule to another target", () => {
  it("is recreated without a gap, and replication to the old target stops", async () => {
    const change = await only(replace({}, to("dst2"), { reasons: ["destination"] }));
    expect(change).toMatchObject({ kind: "recreated", targetBucket: "dst" });
    expect(change.gap).toBeUndefined();
    expect(change.risks).toContain("high replication-stops");
    expect(change.risks).not.toContain("high gap");
    expect(change.sentence).toContain("as one from bucket src to bucket dst2 (oss-cn-beijing)");
    expect(change.sentence).toContain("the new rule comes first, without a gap");
  });

  it("has a gap where the engine deletes first", async () => {
    const more = { pendingReplacement: true };
    const change = await only(replace({}, to("dst2"), { reasons: ["destination"], more }));
    expect(change.risks).toContain("high gap");
    expect(change.gap?.text).toContain("the old one is not put back");
    expect(change.sentence).not.toContain("put back if");
  });

  it("that is not known yet may be the same one", async () => {
    const change = await only(replace({}, { destination: UNKNOWN }, { reasons: ["destination"] }));
    expect(change.risks).toEqual(expect.arrayContaining(["high gap", "high replication-stops"]));
    expect(JSON.stringify(change.texts)).toContain("may be no longer copied to bucket dst");
  });

  it("goes on to the old one, too, where that is retained", async () => {
    const more = { retainOnDelete: true };
    const change = await only(replace({}, to("dst2"), { reasons: ["destination"], more }));
    expect(change.risks).not.toContain("high replication-stops");
    expect(change.sentence).toContain("stays at OSS, no longer managed (retainOnDelete)");
  });
});

it("tells other tags and another source bucket", async () => {
  const tags = (key: string) => ({ userTaggings: { filterType: "AND", tags: [{ key, value: "v" }] } });
  const retagged = await only(replace(tags("a"), tags("b"), { reasons: ["userTaggings"] }));
  expect(retagged.risks).toContain("high replication-stops");
  const moved = await only(
    replace(prefixes("a/"), { bucket: "src2", ...prefixes("b/") }, { reasons: ["bucket"] }),
  );
  expect(moved.sentence).toContain("from bucket src to bucket dst");
  expect(moved.risks).toContain("high replication-stops");
  expect(moved.risks).not.toContain("high prefix-dropped");
});

it("takes what is no step of Pulumi's for what it is", async () => {
  const odd = {
    op: "replace",
    urn: urn("odd"),
    oldState: { outputs: "[secret]" },
    newState: null,
    replaceReasons: 5,
  };
  const { changes } = await reviewJson(odd as never);
  expect(changes).toMatchObject([{ kind: "recreated", sourceBucket: null }]);
});
