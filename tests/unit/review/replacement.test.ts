import {
  KMS,
  only,
  prefixes,
  replace,
  reviewJson,
  said,
  state,
  tags,
  to,
  UNKNOWN,
  urn,
} from "./support/previews";

const FIRST = { more: { pendingReplacement: true } };
const RETAINED = { more: { retainOnDelete: true } };
const ON_REQUEST = { reasons: ["id"] };

const HEAD = "The rule from bucket src to bucket dst (oss-cn-beijing) is recreated";
const gapAfter = (order: string, limit = " (the update waits up to 30m)") =>
  `${order}, and there is a gap in replication, usually of minutes, while OSS clears it${limit}`;
const REMOVED = "the old rule is removed first (and put back if OSS refuses the new one)";
const gapRisk = ({
  limit = "30m (timeouts.create)",
  written = "Objects written in the gap are copied with the existing ones.",
} = {}) =>
  `high gap: Nothing is copied from bucket src to bucket dst from the removal of the old rule until OSS has cleared it and the new rule (or the old one again, if OSS refuses the new one) is in effect, usually for minutes. If the clearing takes longer than ${limit}, the update fails, and the gap lasts until it is run again. ${written}`;
const DELETED_FIRST =
  "high gap: The old rule is deleted first: nothing is copied until the new one is in effect, or the old one again, which is put back if OSS refuses the new one.";
const RECREATED =
  "medium rule-recreated: The rule gets a new id, and its progress starts over; RTC is switched on with it where it was on.";
const RECREATED_ELSEWHERE =
  "medium rule-recreated: The rule gets a new id; its progress and its RTC start over.";
const stops = (are = "are no longer") =>
  `high replication-stops: Objects written to bucket src ${are} copied to bucket dst by this rule.`;
const putRisks = (source = "src", target = "dst") => [
  `medium deletes-replicated: Objects deleted in bucket ${source} are deleted in bucket ${target}, too.`,
  `medium history-copied: Objects already in bucket ${source} are copied to bucket ${target}, and billed.`,
];

type Options = Parameters<typeof replace>[2];

async function recreated(old: object, now: object, options?: Options): Promise<string[]> {
  const { logs = [] } = await said(replace(old as never, now as never, options));
  expect(logs[0]).toBe("recreated");
  return logs.slice(1);
}

/** What follows the order of the steps in the sentence. */
async function differences(old: object, now: object, options?: Options): Promise<string | undefined> {
  const [sentence] = await recreated(old, now, options);
  return /\(the update waits up to 30m\); (.*)\.$/.exec(sentence ?? "")?.[1];
}

/** The risks beside the gap, the recreation, and what is true of every rule that is put. */
async function otherRisks(old: object, now: object, options?: Options): Promise<string[]> {
  const [, ...risks] = await recreated(old, now, options);
  return risks.filter((text) => !/^(high gap|medium )/.test(text));
}

describe("a changed rule of the same two buckets", () => {
  it("is recreated, with a gap while OSS clears the old one", async () => {
    const old = { ...prefixes("app/", "audit/"), timeouts: { create: "1h", delete: "4h" } };
    const now = { ...prefixes("app/", "new/"), timeouts: { create: "2h", delete: "3h" } };
    expect(await recreated(old, now)).toEqual([
      `${HEAD} because prefixSet changes: ${gapAfter(REMOVED, " (the update waits up to 2h)")}; objects under audit/ are no longer copied; objects under new/ are copied, too; existing objects are copied again.`,
      gapRisk({ limit: "2h (timeouts.create)" }),
      "high prefix-dropped: In bucket src, objects under audit/ are no longer copied.",
      RECREATED,
      ...putRisks(),
    ]);
    expect(await only(replace(old, now))).toMatchObject({
      sourceBucket: "src",
      targetBucket: "dst",
      gap: { timeout: "2h", text: gapRisk({ limit: "2h (timeouts.create)" }).replace("high gap: ", "") },
    });
  });

  it("is put back in the other order, too, and the old rule's limit counts where the engine deletes it", async () => {
    const old = { timeouts: { create: "1h", delete: "2h" } };
    const options = { reasons: ["action"], ...FIRST };
    const [sentence, gap] = await recreated(old, { action: "PUT" }, options);
    expect(sentence).toBe(
      `${HEAD} because action changes: ${gapAfter(REMOVED, " (the update waits up to 2h)")}; deletions are no longer repeated in the target; existing objects are copied again.`,
    );
    expect(gap).toBe(gapRisk({ limit: "2h (timeouts.delete)" }));
    expect(await only(replace(old, { action: "PUT" }, options))).toMatchObject({ gap: { timeout: "2h" } });
  });

  it("has the default limit, or none that is shown", async () => {
    const [, byDefault] = await recreated({}, { timeouts: undefined });
    expect(byDefault).toBe(gapRisk());
    const step = replace({}, { timeouts: "[secret]" });
    expect((await only(step)).gap?.timeout).toBeNull();
    const [sentence, hidden] = (await said(step)).logs?.slice(1) ?? [];
    expect(sentence).toContain(`: ${gapAfter(REMOVED, "")}; `);
    expect(hidden).toBe(gapRisk({ limit: "(secret) (timeouts.create)" }));
  });

  it.each([
    ["enabled", "Objects written in the gap are copied with the existing ones."],
    [
      "disabled",
      "Objects written in the gap are never copied, because existing objects are not. If the old rule is put back, they are copied with the existing ones.",
    ],
    [
      UNKNOWN,
      "Objects written in the gap are copied only if existing objects are. If the old rule is put back, they are copied with the existing ones.",
    ],
  ])("says what becomes of writes in the gap: history %s", async (historicalObjectReplication, written) => {
    const reasons = ["historicalObjectReplication"];
    const [, gap] = await recreated({}, { historicalObjectReplication }, { reasons });
    expect(gap).toBe(gapRisk({ written }));
  });

  it.each([
    [
      "disabled",
      " If the old rule is put back, they are never copied, because it copies no existing objects.",
    ],
    ["[secret]", " If the old rule is put back, they are copied only if it copies existing objects."],
    ["enabled", ""],
  ])("says what becomes of them if the old rule comes back: its history %s", async (before, more) => {
    const [, gap] = await recreated(
      { historicalObjectReplication: before },
      { historicalObjectReplication: "enabled" },
      { reasons: ["historicalObjectReplication"] },
    );
    expect(gap).toBe(
      gapRisk({ written: `Objects written in the gap are copied with the existing ones.${more}` }),
    );
  });

  it.each([
    ["enabled", "existing objects are copied again"],
    ["disabled", "existing objects are not copied again"],
    ["[secret]", "the preview does not show whether existing objects are copied again"],
  ])("says whether existing objects are copied: %s", async (historicalObjectReplication, text) => {
    expect(await differences({}, { historicalObjectReplication })).toBe(text);
  });

  it("fails where the old rule is retained", async () => {
    const options = { reasons: ["action"], ...RETAINED };
    expect(await recreated({}, { action: "PUT" }, options)).toEqual([
      `${HEAD} because action changes: the old rule stays (retainOnDelete), but OSS allows one rule from a source to a target, so the update fails and nothing changes at OSS.`,
      "medium rule-recreated: The update fails as long as the old rule is retained.",
    ]);
    expect((await only(replace({}, { action: "PUT" }, options))).gap).toBeUndefined();
  });

  it("told in single steps is the same", async () => {
    const whole = replace(prefixes("a/"), prefixes("b/"), FIRST);
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

describe("a replacement without an argument that changes", () => {
  it("puts the rule anew under its id where it is forced", async () => {
    const old = { timeouts: { create: "1h", delete: "2h" } };
    expect(await recreated(old, {}, ON_REQUEST)).toEqual([
      `${HEAD} on request: ${gapAfter("it is removed and put again under the same id", " (the update waits up to 2h)")}; existing objects are copied again.`,
      gapRisk({ limit: "2h (timeouts.delete)" }),
      "medium rule-recreated: The rule's progress starts over; RTC is switched on with it where it was on.",
      ...putRisks(),
    ]);
  });

  it("is like any other where it is forced and the engine deletes first, or where an argument changes, too", async () => {
    const first = await recreated({}, {}, { ...ON_REQUEST, ...FIRST });
    expect(first.slice(0, 3)).toEqual([
      `${HEAD} on request: ${gapAfter(REMOVED)}; existing objects are copied again.`,
      gapRisk({ limit: "30m (timeouts.delete)" }),
      RECREATED,
    ]);
    const changed = await recreated({}, { action: "PUT" }, { reasons: ["id", "action"] });
    expect(changed.slice(0, 3)).toEqual([
      `${HEAD} because action changes: ${gapAfter(REMOVED)}; deletions are no longer repeated in the target; existing objects are copied again.`,
      gapRisk(),
      RECREATED,
    ]);
  });

  it("names what it depends on where nobody asked for it", async () => {
    const [sentence] = await recreated({}, {}, { reasons: [] });
    expect(sentence).toBe(
      `${HEAD} because something it depends on is recreated: ${gapAfter(REMOVED)}; existing objects are copied again.`,
    );
  });
});

describe("the prefixes of the new rule", () => {
  const again = "; existing objects are copied again";
  it.each([
    ["a shorter prefix covers the old one", ["app/logs/"], ["app/"], "objects under app/ are copied, too"],
    ["the whole bucket covers all", ["app/"], [], "all objects are copied, too"],
    ["a prefix more drops none", ["app/"], ["app/", "b/"], "objects under b/ are copied, too"],
    ["the same, in another order", ["b/", "app/"], ["app/", "b/"], ""],
  ])("drop nothing: %s", async (_, old, now, text) => {
    const of = (list: string[]) => (list.length > 0 ? prefixes(...list) : {});
    expect(`; ${await differences(of(old), of(now))}`).toBe(text ? `; ${text}${again}` : again);
    expect(await otherRisks(of(old), of(now))).toEqual([]);
  });

  it.each([
    [
      "another prefix",
      ["app/"],
      ["b/"],
      "objects under app/ are no longer copied",
      "objects under b/ are copied, too",
    ],
    [
      "a longer prefix",
      ["app/"],
      ["app/logs/"],
      "of objects under app/, only those under app/logs/ are still copied",
      "",
    ],
    [
      "prefixes in place of the whole bucket",
      [],
      ["app/", "b/"],
      "of all objects, only those under app/ and b/ are still copied",
      "",
    ],
  ])("drop objects: %s", async (_, old, now, lost, gained) => {
    const of = (list: string[]) => (list.length > 0 ? prefixes(...list) : {});
    expect(await differences(of(old), of(now))).toBe(`${lost}${gained && `; ${gained}`}${again}`);
    expect(await otherRisks(of(old), of(now))).toEqual([`high prefix-dropped: In bucket src, ${lost}.`]);
  });

  it("drop objects in several ways at once", async () => {
    const risks = await otherRisks(prefixes("a/", "b/", "c/"), prefixes("b/x/", "d/"));
    expect(risks).toEqual([
      "high prefix-dropped: In bucket src, objects under a/ and c/ are no longer copied; of objects under b/, only those under b/x/ are still copied.",
    ]);
  });

  const MAY_DROP =
    "high prefix-dropped: Some objects of bucket src may no longer be copied: the preview does not show all prefixes.";
  const UNSHOWN = "the preview does not show which objects are copied";
  const hidden = { prefixSet: "[secret]" };
  const partly = { prefixSet: { prefixes: ["app/", UNKNOWN] } };

  it.each<[string, object, object, string[], string]>([
    ["known before, hidden now", prefixes("app/"), hidden, [MAY_DROP], UNSHOWN],
    [
      "known before, partly hidden now",
      prefixes("b/"),
      partly,
      [MAY_DROP],
      `objects under app/ are copied, too; ${UNSHOWN}`,
    ],
    ["partly hidden now, but what was covered is shown", prefixes("app/"), partly, [], UNSHOWN],
    ["hidden before and now", hidden, hidden, [MAY_DROP], UNSHOWN],
    ["hidden before, the whole bucket now", hidden, {}, [MAY_DROP], UNSHOWN],
    [
      "partly hidden before, known now",
      partly,
      prefixes("b/"),
      ["high prefix-dropped: In bucket src, objects under app/ are no longer copied."],
      `objects under app/ are no longer copied; ${UNSHOWN}`,
    ],
  ])("that are not shown may drop some: %s", async (_, old, now, risks, text) => {
    expect(await otherRisks(old, now)).toEqual(risks);
    expect(await differences(old, now)).toBe(`${text}${again}`);
  });

  it("that are not shown drop none where another argument changes", async () => {
    expect(await otherRisks(hidden, hidden, { reasons: ["action"] })).toEqual([]);
    expect(await otherRisks(hidden, hidden, ON_REQUEST)).toEqual([MAY_DROP]);
    expect(await otherRisks(prefixes("a/"), hidden, { reasons: ["action"] })).toEqual([]);
  });
});

describe("what else the new rule leaves out or copies", () => {
  const again = "; existing objects are copied again";
  const left = (text: string) => [`high replication-stops: ${text}`];
  const kms = (status: unknown) => ({ sourceSelectionCriteria: { sseKmsEncryptedObjects: { status } } });

  it.each<[string, object, object, string, string[]]>([
    [
      "tags",
      {},
      tags("k"),
      "only objects with the given tags are copied",
      left("Objects without the given tags are no longer copied."),
    ],
    [
      "other tags",
      tags("a"),
      tags("b"),
      "only objects with the given tags are copied",
      left("Objects without the given tags are no longer copied."),
    ],
    [
      "tags that are not shown",
      tags("a"),
      { userTaggings: UNKNOWN },
      "the preview does not show which tags an object needs",
      left("Objects without the given tags may no longer be copied."),
    ],
    ["no tags", tags("a"), {}, "objects are copied whatever their tags", []],
    [
      "no objects encrypted with KMS",
      KMS,
      {},
      "objects encrypted with KMS are no longer copied",
      left("Objects encrypted with KMS are no longer copied."),
    ],
    [
      "objects encrypted with KMS, by the word for no",
      KMS,
      kms("Disabled"),
      "objects encrypted with KMS are no longer copied",
      left("Objects encrypted with KMS are no longer copied."),
    ],
    [
      "objects encrypted with KMS, perhaps",
      KMS,
      kms(UNKNOWN),
      "the preview does not show whether objects encrypted with KMS are copied",
      left("Objects encrypted with KMS may no longer be copied."),
    ],
    ["objects encrypted with KMS", {}, KMS, "objects encrypted with KMS are copied, too", []],
    [
      "no writes",
      { action: "PUT,DELETE" },
      { action: "DELETE" },
      "writes are no longer copied",
      left("Writes are no longer copied."),
    ],
    ["writes", { action: "DELETE" }, { action: "ALL" }, "writes are copied from now on", []],
    ["no deletions", {}, { action: "PUT" }, "deletions are no longer repeated in the target", []],
    [
      "deletions",
      { action: "PUT" },
      { action: "PUT,DELETE" },
      "deletions are repeated in the target from now on",
      [],
    ],
    [
      "an action that is not shown",
      {},
      { action: UNKNOWN },
      "the preview does not show whether deletions are repeated in the target; the preview does not show whether writes are copied",
      left("Writes may no longer be copied."),
    ],
    [
      "all of it",
      KMS,
      { ...tags("k"), action: "DELETE" },
      "only objects with the given tags are copied; objects encrypted with KMS are no longer copied; writes are no longer copied",
      left(
        "Objects without the given tags are no longer copied. Objects encrypted with KMS are no longer copied. Writes are no longer copied.",
      ),
    ],
  ])("is told: %s", async (_, old, now, text, risks) => {
    expect(await differences(old, now)).toBe(`${text}${again}`);
    expect(await otherRisks(old, now)).toEqual(risks);
  });

  it.each<[string, object, object]>([
    ["the same tags", tags("k"), tags("k")],
    ["KMS before and after", KMS, KMS],
    ["an action that is hidden before and after", { action: "[secret]" }, { action: "[secret]" }],
  ])("is not told where it is the same: %s", async (_, old, now) => {
    expect(await differences(old, now)).toBe("existing objects are copied again");
    expect(await otherRisks(old, now)).toEqual([]);
  });

  it("is told where the engine shows tags as changed that look equal, since both are secret", async () => {
    const secret = { userTaggings: "[secret]" };
    expect(await otherRisks(secret, secret, { reasons: ["userTaggings"] })).toEqual(
      left("Objects without the given tags may no longer be copied."),
    );
    expect(await otherRisks(secret, secret, { reasons: ["action"] })).toEqual([]);
  });

  it.each<[string, unknown, unknown, boolean]>([
    ["a list and an object", { tags: [] }, { tags: {} }, true],
    ["a tag more", { tags: [{ key: "a" }] }, { tags: [{ key: "a" }, { key: "b" }] }, true],
    ["another name of a part", { x: "a" }, { y: "a" }, true],
    ["a name that every object has", JSON.parse('{"__proto__":{}}'), { y: "a" }, true],
    ["the same, in another order", { a: 1, b: [true, null] }, { b: [true, null], a: 1 }, false],
    ["a part and null", { a: {} }, { a: null }, true],
    ["null and a part", { a: null }, { a: {} }, true],
    ["a number and a text", { a: 1 }, { a: "1" }, true],
    ["deeper than tags are", [[[[[["a"]]]]]], [[[[[["a"]]]]]], true],
    ["as deep as tags are", [[[[["a"]]]]], [[[[["a"]]]]], false],
  ])("compares tags as data: %s", async (_, old, now, differ) => {
    const risks = await otherRisks({ userTaggings: old }, { userTaggings: now }, ON_REQUEST);
    expect(risks.length > 0).toBe(differ);
  });
});

describe("a rule to another target", () => {
  const moved = { reasons: ["destination"] };
  const as = " as a rule from bucket src to bucket dst2 (oss-cn-beijing) because destination changes";

  it("is put before the old one is deleted, and replication to the old target stops", async () => {
    expect(await recreated({}, to("dst2"), moved)).toEqual([
      `${HEAD}${as}: the new rule comes first (OSS usually takes a minute until it is in effect), and then replication from bucket src to bucket dst stops; existing objects are copied, too.`,
      stops(),
      RECREATED_ELSEWHERE,
      ...putRisks("src", "dst2"),
    ]);
    const change = await only(replace({}, to("dst2"), moved));
    expect(change).toMatchObject({ sourceBucket: "src", targetBucket: "dst" });
    expect(change.gap).toBeUndefined();
  });

  it("has a gap where the engine deletes first", async () => {
    const options = { ...moved, ...FIRST };
    expect(await recreated({}, to("dst2"), options)).toEqual([
      `${HEAD}${as}: ${gapAfter(REMOVED, "")}; existing objects are copied, too.`,
      DELETED_FIRST,
      stops(),
      RECREATED_ELSEWHERE,
      ...putRisks("src", "dst2"),
    ]);
    expect((await only(replace({}, to("dst2"), options))).gap?.timeout).toBeNull();
  });

  it("that is not known yet may be the same one", async () => {
    const hidden = { destination: UNKNOWN };
    const name = "(known after the update)";
    const head = `${HEAD} as a rule from bucket src to bucket ${name} (${name}) because destination changes`;
    expect(await recreated({}, hidden, moved)).toEqual([
      `${head}: ${gapAfter(REMOVED)}; existing objects are copied again.`,
      gapRisk(),
      stops("may no longer be"),
      RECREATED_ELSEWHERE,
      ...putRisks("src", name),
    ]);
    const [sentence, gap] = await recreated({}, hidden, { ...moved, ...FIRST });
    expect(sentence).toBe(`${head}: ${gapAfter(REMOVED)}; existing objects are copied again.`);
    expect(gap).toBe(gapRisk({ limit: "30m (timeouts.delete)" }));
  });

  it("goes on to the old one, too, where that is retained", async () => {
    expect(await recreated({}, to("dst2"), { ...moved, ...RETAINED })).toEqual([
      `${HEAD}${as}: the old rule stays at OSS and goes on copying, but is no longer managed (retainOnDelete); existing objects are copied, too.`,
      RECREATED_ELSEWHERE,
      ...putRisks("src", "dst2"),
    ]);
  });

  it("that is hidden before and now is the same where the engine shows no change of it", async () => {
    const secret = { destination: "[secret]" };
    const old = { ...secret, ...prefixes("a/") };
    const [sentence, , ...risks] = await recreated(old, { ...secret, ...prefixes("a/", "b/") });
    expect(sentence).toBe(
      `The rule from bucket src to bucket (secret) ((secret)) is recreated because prefixSet changes: ${gapAfter(REMOVED)}; objects under b/ are copied, too; existing objects are copied again.`,
    );
    expect(risks).toEqual([RECREATED, ...putRisks("src", "(secret)")]);
    const mayMove = await recreated(secret, secret, moved);
    expect(mayMove[2]).toBe(stops("may no longer be").replace("bucket dst", "bucket (secret)"));
    const onRequest = await recreated(secret, secret, ON_REQUEST);
    expect(onRequest[2]).toBe(stops("may no longer be").replace("bucket dst", "bucket (secret)"));
  });
});

describe("a rule of another source bucket", () => {
  it("stops for the old one, whose prefixes say nothing of the new one", async () => {
    const now = { bucket: "src2", ...prefixes("b/") };
    expect(await recreated(prefixes("a/"), now, { reasons: ["bucket"] })).toEqual([
      `${HEAD} as a rule from bucket src2 to bucket dst (oss-cn-beijing) because bucket changes: the new rule comes first (OSS usually takes a minute until it is in effect), and then replication from bucket src to bucket dst stops; existing objects are copied, too.`,
      stops(),
      RECREATED_ELSEWHERE,
      ...putRisks("src2"),
    ]);
  });

  it("that may be the same tells prefixes as if it were", async () => {
    const reasons = ["bucket"];
    const risks = await otherRisks(prefixes("a/"), { bucket: UNKNOWN, ...prefixes("b/") }, { reasons });
    expect(risks).toEqual([
      stops("may no longer be"),
      "high prefix-dropped: In bucket src, objects under a/ are no longer copied.",
    ]);
  });
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

it("reads the old rule from what the engine knows of it: its outputs, or else its inputs", async () => {
  const { oldState: _, ...step } = replace({}, {}, ON_REQUEST);
  const onlyInputs = {
    ...step,
    oldState: { ...state({}), inputs: { bucket: "before" }, outputs: undefined },
  };
  expect((await only(onlyInputs)).sourceBucket).toBe("before");
});
