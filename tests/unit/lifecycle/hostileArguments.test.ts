import fc from "fast-check";
import { checkRtc, checkRule } from "../../../provider/lifecycle/check/check";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { planRtc, planRule } from "../../../provider/lifecycle/plan";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { definitionIn } from "../../../provider/oss";
import { world } from "./support/fakes";

const rule = {
  bucket: "src",
  region: "cn-hangzhou",
  endpoint: "127.0.0.1",
  network: "internal",
  destination: { bucket: "dst", location: "cn-beijing", transferType: "internal" },
  prefixSet: { prefixes: ["a/"] },
  action: "PUT",
  historicalObjectReplication: "disabled",
  syncRole: "r",
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  encryptionConfiguration: { replicaKmsKeyId: "k" },
  userTaggings: { filterType: "OR", tags: [{ key: "k", value: "v" }] },
  adopt: "theirs",
  timeouts: { create: "1m", delete: "1m" },
  owner: "00112233aabbccdd",
};
const rtc = {
  bucket: "src",
  region: "cn-hangzhou",
  endpoint: "127.0.0.1",
  network: "public",
  ruleId: "theirs",
  status: "enabled",
};

/** What a program may hand over instead of what is asked for. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(UNKNOWN, null, "", 0, true, [], {}, [UNKNOWN], [null], { a: UNKNOWN }, "\u0000"),
  fc.constantFrom("cn-shanghai-finance-1", "my_old_bucket", "http://127.0.0.1:1", "[::1]:1", "alias/x"),
  fc.string(),
  fc.jsonValue(),
);

/** Where something else may stand. */
function places(value: unknown, at: string[] = []): string[][] {
  const own = at.length > 0 ? [at] : [];
  if (value === null || typeof value !== "object") return own;
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))];
}

function put(by: unknown, value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return by;
  if (value === null || typeof value !== "object") return value;
  return { ...value, [key]: put(by, (value as Record<string, unknown>)[key], rest) };
}

/** The pair of buckets is free, or somebody has it, or we do. */
const there = fc.constantFrom(undefined, "theirs", `${rule.owner}-0123456789abcdef`);

it.each([
  ["a rule", rule, checkRule, planRule],
  ["an RTC", rtc, checkRtc, planRtc],
] as const)(
  "whatever a program says, the check of %s answers in sentences, and what it passes can be planned",
  async (...row) => {
    const [, whole, check, plan] = row;
    const changes = fc.array(fc.tuple(fc.constantFrom(...places(whole)), anything), { maxLength: 3 });
    const answers = async (changed: [string[], unknown][], isNew: boolean, id: string | undefined) => {
      const news = changed.reduce<unknown>((value, [place, by]) => put(by, value, place), whole);
      const w = world();
      const definition = definitionIn(normaliseRule(rule, "cn-hangzhou"));
      if (id !== undefined) w.oss.rules = [{ ...definition, id, status: "doing" }];
      const { inputs, problems } = await check(
        w.context,
        isNew ? {} : whole,
        news as Record<string, unknown>,
      );
      for (const { reason } of problems) expect(reason).toMatch(/^\P{Cc}+$/u);
      if (problems.length === 0) plan(whole as never, inputs as never);
    };
    await fc.assert(fc.asyncProperty(changes, fc.boolean(), there, answers), { numRuns: 500 });
  },
);
