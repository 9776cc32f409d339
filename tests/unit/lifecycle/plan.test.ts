import type { RtcInputs } from "../../../provider/lifecycle/inputs";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import {
  mayBeSamePair,
  planRtc,
  planRule,
  RTC_MEANING,
  RULE_MEANING,
} from "../../../provider/lifecycle/plan";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";

/** Kinds of change a program can make to one argument, as [before, after] pairs; a missing key is an absent argument. */
interface Changes {
  added?: [undefined, unknown];
  removed?: [unknown, undefined];
  changed: [unknown, unknown];
  reordered?: [unknown, unknown];
  respelt?: [unknown, unknown][];
  unknown?: unknown[];
}

const base = {
  bucket: "src",
  region: "cn-hangzhou",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  owner: "00112233aabbccdd",
};

const kms = { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } }, syncRole: "r" };

/** One row for each argument; TypeScript and the first test see to it that none is missing. */
const RULE_CHANGES: Record<keyof typeof RULE_MEANING, Changes> = {
  bucket: { changed: ["src", "src2"], unknown: [UNKNOWN] },
  region: {
    changed: ["cn-hangzhou", "cn-shanghai"],
    respelt: [["cn-hangzhou", "oss-cn-hangzhou"]],
    unknown: [UNKNOWN],
  },
  destination: {
    changed: [base.destination, { bucket: "other", location: "oss-cn-beijing" }],
    respelt: [
      [base.destination, { bucket: "dst", location: "cn-beijing" }],
      [base.destination, { ...base.destination, transferType: "internal" }],
      [base.destination, { ...base.destination, transferType: null }],
    ],
    unknown: [UNKNOWN, { bucket: UNKNOWN, location: "oss-cn-beijing" }, { bucket: "dst", location: UNKNOWN }],
  },
  prefixSet: {
    added: [undefined, { prefixes: ["a/"] }],
    removed: [{ prefixes: ["a/"] }, undefined],
    changed: [{ prefixes: ["a/"] }, { prefixes: ["a/", "b/"] }],
    reordered: [{ prefixes: ["a/", "b/"] }, { prefixes: ["b/", "a/"] }],
    respelt: [
      [{ prefixes: ["a/", "b/"] }, { prefixes: ["b/", "a/", "b/"] }],
      [undefined, { prefixes: [] }],
      [undefined, { prefixes: [""] }],
      [undefined, {}],
      [undefined, null],
    ],
    unknown: [UNKNOWN, { prefixes: UNKNOWN }, { prefixes: ["a/", UNKNOWN] }],
  },
  action: {
    added: [undefined, "PUT"],
    removed: ["PUT", undefined],
    changed: ["PUT", "PUT,DELETE"],
    reordered: ["PUT,DELETE", "DELETE,PUT"],
    respelt: [
      [undefined, "ALL"],
      ["ALL", "PUT,DELETE,ABORT"],
      ["ALL", "ABORT, DELETE, PUT"],
      ["ALL", "ALL,PUT"],
      ["PUT,DELETE", "PUT,DELETE,PUT"],
    ],
    unknown: [UNKNOWN],
  },
  historicalObjectReplication: {
    added: [undefined, "disabled"],
    removed: ["disabled", undefined],
    changed: ["enabled", "disabled"],
    respelt: [[undefined, "enabled"]],
    unknown: [UNKNOWN],
  },
  syncRole: {
    added: [undefined, "r"],
    removed: ["r", undefined],
    changed: ["r", "acs:ram::1001:role/s"],
    respelt: [
      ["r", "acs:ram::1001:role/r"],
      ["acs:ram::1001:role/r", "r"],
    ],
    unknown: [UNKNOWN],
  },
  sourceSelectionCriteria: {
    added: [undefined, kms.sourceSelectionCriteria],
    removed: [kms.sourceSelectionCriteria, undefined],
    changed: [kms.sourceSelectionCriteria, { sseKmsEncryptedObjects: { status: "Disabled" } }],
    respelt: [
      [undefined, { sseKmsEncryptedObjects: { status: "Disabled" } }],
      [undefined, {}],
    ],
    unknown: [UNKNOWN, { sseKmsEncryptedObjects: { status: UNKNOWN } }],
  },
  encryptionConfiguration: {
    added: [undefined, { replicaKmsKeyId: "k" }],
    removed: [{ replicaKmsKeyId: "k" }, undefined],
    changed: [{ replicaKmsKeyId: "k" }, { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/l" }],
    respelt: [
      [{ replicaKmsKeyId: "k" }, { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" }],
      [{ replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" }, { replicaKmsKeyId: "k" }],
    ],
    unknown: [UNKNOWN, { replicaKmsKeyId: UNKNOWN }],
  },
  userTaggings: {
    added: [undefined, { tags: [{ key: "k", value: "v" }] }],
    removed: [{ tags: [{ key: "k", value: "v" }] }, undefined],
    changed: [{ tags: [{ key: "k", value: "v" }] }, { tags: [{ key: "k", value: "w" }] }],
    reordered: [{ tags: [tag("a"), tag("b")] }, { tags: [tag("b"), tag("a")] }],
    respelt: [
      [{ tags: [tag("a")] }, { filterType: "AND", tags: [tag("a"), tag("a")] }],
      [undefined, { tags: [] }],
      [undefined, { filterType: "OR" }],
    ],
    unknown: [UNKNOWN, { tags: [{ key: "k", value: UNKNOWN }] }],
  },
  endpoint: {
    added: [undefined, "a.example"],
    removed: ["a.example", undefined],
    changed: ["a.example", "b.example"],
    unknown: [UNKNOWN],
  },
  network: {
    added: [undefined, "internal"],
    removed: ["internal", undefined],
    changed: ["internal", "public"],
    unknown: [UNKNOWN],
  },
  timeouts: {
    added: [undefined, { delete: "1h" }],
    removed: [{ delete: "1h" }, undefined],
    changed: [{ delete: "1h" }, { delete: "2h" }],
    respelt: [
      [undefined, { create: "30m" }],
      [undefined, { create: "1800s", delete: "0.5h" }],
    ],
    unknown: [UNKNOWN, { delete: UNKNOWN }],
  },
  waitForClearing: {
    added: [undefined, false],
    removed: [false, undefined],
    changed: [false, true],
    unknown: [UNKNOWN],
  },
  adopt: {
    added: [undefined, "id"],
    removed: ["id", undefined],
    changed: ["id", "other"],
    unknown: [UNKNOWN],
  },
  owner: { changed: [base.owner, "ffffffffffffffff"], unknown: [UNKNOWN] },
};

function tag(key: string) {
  return { key, value: "v" };
}

function ruleWith(name: string, value: unknown) {
  const args: Record<string, unknown> = { ...base, [name]: value };
  return normaliseRule(args, args.region as string);
}

function rows() {
  return Object.entries(RULE_CHANGES).flatMap(([name, changes]) => {
    const { respelt = [], unknown = [], ...single } = changes;
    const real = Object.entries(single).map(([kind, [before, after]]) => ({ name, kind, before, after }));
    const spellings = respelt.map(([before, after]) => ({ name, kind: "respelt", before, after }));
    const unknowns = unknown.map((after) => ({ name, kind: "unknown", before: changes.changed[0], after }));
    return [...real, ...spellings, ...unknowns];
  });
}

describe("what a change of a rule's argument means", () => {
  it.each(rows())("$name $kind: $before -> $after", ({ name, kind, before, after }) => {
    const plan = planRule(ruleWith(name, before), ruleWith(name, after));
    const noChange = kind === "reordered" || kind === "respelt";
    const expected = noChange ? "nothing" : RULE_MEANING[name as keyof typeof RULE_MEANING];
    if (expected === "nothing") expect(plan).toEqual({ kind: "none" });
    if (expected === "update") expect(plan).toEqual({ kind: "update", changed: [name] });
    if (expected === "replace") expect(plan).toMatchObject({ kind: "replace", changed: [name] });
  });

  it("fixes the meaning of every argument", () => {
    expect(RULE_MEANING).toEqual({
      ...Object.fromEntries(Object.keys(RULE_CHANGES).map((name) => [name, "replace"])),
      endpoint: "update",
      network: "update",
      timeouts: "update",
      waitForClearing: "update",
      adopt: "nothing",
      owner: "nothing",
    });
  });

  it("is the same in both directions of every spelling", () => {
    for (const { name, before, after } of rows().filter(({ kind }) => kind === "respelt")) {
      expect(planRule(ruleWith(name, after), ruleWith(name, before))).toEqual({ kind: "none" });
    }
  });
});

describe("whether an old and a new rule may be of the same two buckets", () => {
  const to = (bucket: unknown) => ({ destination: { bucket, location: "oss-cn-beijing" } }) as never;

  it.each<[string, object, boolean]>([
    ["both are the same", { location: "other" }, true],
    ["the source is another", { bucket: "src2" }, false],
    ["the target is another", to("dst2"), false],
    ["the source is not known yet", { bucket: UNKNOWN }, true],
    ["the target is not known yet", to(UNKNOWN), true],
    ["nothing of the destination is known yet", { destination: UNKNOWN }, true],
    ["there is no destination", { destination: undefined }, false],
  ])("%s: %j, %s", (_, news, may) => {
    expect(mayBeSamePair(base as never, { ...base, ...news } as never)).toBe(may);
  });

  it("is a question that an old state without a destination does not end", () => {
    expect(mayBeSamePair({ bucket: "src" }, base as never)).toBe(false);
  });
});

describe("what a change of an RTC's argument means", () => {
  const rtc: RtcInputs = { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled" };
  const changes: Record<keyof typeof RTC_MEANING, [unknown, unknown][]> = {
    bucket: [
      ["src", "src2"],
      ["src", UNKNOWN],
    ],
    region: [
      ["cn-hangzhou", "cn-shanghai"],
      ["cn-hangzhou", UNKNOWN],
    ],
    ruleId: [
      ["r", "s"],
      ["r", UNKNOWN],
    ],
    status: [
      ["enabled", "disabled"],
      ["enabled", UNKNOWN],
    ],
    endpoint: [
      [undefined, "a"],
      ["a", undefined],
      ["a", "b"],
    ],
    network: [
      [undefined, "internal"],
      ["internal", undefined],
    ],
  };

  it.each(
    Object.entries(changes).flatMap(([name, pairs]) =>
      pairs.map(([before, after]) => ({ name, before, after })),
    ),
  )("$name: $before -> $after", ({ name, before, after }) => {
    const plan = planRtc({ ...rtc, [name]: before }, { ...rtc, [name]: after });
    expect(plan).toEqual({ kind: RTC_MEANING[name as keyof typeof RTC_MEANING], changed: [name] });
  });

  it("is fixed for every argument", () => {
    expect(RTC_MEANING).toEqual({
      bucket: "replace",
      region: "replace",
      ruleId: "replace",
      status: "update",
      endpoint: "update",
      network: "update",
    });
  });

  it("is nothing when nothing changes", () => {
    expect(planRtc(rtc, { ...rtc })).toEqual({ kind: "none" });
  });
});

it("the default timeouts, which version 0.1 wrote into states, are no change", () => {
  const plan = (olds: object) => planRule({ ...base, ...olds } as never, base as never);
  expect(plan({ timeouts: { create: "30m", delete: "30m" } })).toEqual({ kind: "none" });
  expect(plan({ timeouts: { create: "30m", delete: "31m" } })).toMatchObject({ kind: "update" });
});
