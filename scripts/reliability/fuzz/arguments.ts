import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { remarksOn, validateRtc, validateRule } from "../../../provider/lifecycle/check/validate";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { planRtc, planRule } from "../../../provider/lifecycle/plan";
import { expectThat, type Target } from "./fuzz";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(unknown));

/** Mostly a value that may be right, sometimes anything, sometimes none. */
function mostly(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: values },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

const name = mostly(fc.constantFrom("src", "dst", "a-b-c", "my_old_bucket", unknown));
const prefix = fc.oneof(
  fc.constantFrom("a/", "b/", "a", "", "*", "é", "/"),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const args = fc.record(
  {
    bucket: name,
    region: mostly(fc.constantFrom("cn-hangzhou", "oss-cn-hangzhou", "us-west-1")),
    endpoint: mostly(fc.constantFrom("http://127.0.0.1:1", "oss-cn-hangzhou.aliyuncs.com")),
    network: mostly(fc.constantFrom("public", "internal")),
    destination: mostly(
      fc.record({
        bucket: name,
        location: mostly(fc.constantFrom("oss-cn-beijing", "cn-beijing")),
        transferType: mostly(fc.constantFrom("internal", "oss_acc")),
      }),
    ),
    prefixSet: mostly(fc.record({ prefixes: mostly(fc.array(prefix, { maxLength: 12 })) })),
    action: mostly(fc.constantFrom("ALL", "PUT", "DELETE,PUT", "PUT, PUT", "")),
    historicalObjectReplication: mostly(fc.constantFrom("enabled", "disabled")),
    syncRole: mostly(fc.constantFrom("role", "acs:ram::1:role/role")),
    sourceSelectionCriteria: mostly(
      fc.record({
        sseKmsEncryptedObjects: mostly(fc.record({ status: mostly(fc.constantFrom("Enabled", "Disabled")) })),
      }),
    ),
    encryptionConfiguration: mostly(
      fc.record({ replicaKmsKeyId: mostly(fc.constantFrom("key", "alias/key")) }),
    ),
    userTaggings: mostly(
      fc.record({
        filterType: mostly(fc.constantFrom("AND", "OR")),
        tags: mostly(fc.array(fc.record({ key: mostly(prefix), value: mostly(prefix) }), { maxLength: 4 })),
      }),
    ),
    adopt: mostly(fc.string({ maxLength: 4 })),
    timeouts: mostly(fc.record({ create: mostly(fc.constantFrom("30m", "1h", "0s", "-1s")) })),
    owner: mostly(fc.constant("0123456789abcdef")),
    rtc: fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anything }),
  },
  { requiredKeys: ["bucket", "destination", "owner"] },
);

/** Arguments of a rule: refused in words, or with one meaning that stays what it is. */
export const ruleArguments: Target = {
  name: "arguments of a rule",
  share: 25,
  property: () =>
    fc.property(args.map(plain), args.map(plain), (given, other) => {
      const [inputs, others] = [accepted(given), accepted(other)];
      if (!inputs) return;
      remarksOn(inputs);
      const again = normaliseRule({ ...inputs }, inputs.region);
      expectThat(isDeepStrictEqual(plain(again), plain(inputs)), "normalising twice says something else");
      expectThat(planRule(inputs, again).kind === "none" || holdsUnknown(inputs), "equal is a change");
      if (others) expectThat(planRule(inputs, others).kind !== undefined, "no plan");
    }),
};

function accepted(given: Record<string, unknown>): ReturnType<typeof normaliseRule> | undefined {
  const wrong = validateRule(given);
  expectThat(
    wrong.every(({ reason }) => reason !== "" && !reason.includes("\n    at ")),
    "no words",
  );
  return wrong.length > 0 ? undefined : normaliseRule(given, given.region as string);
}

function holdsUnknown(value: unknown): boolean {
  return JSON.stringify(value).includes(unknown);
}

const rtcArgs = fc.record({
  bucket: name,
  region: name,
  ruleId: mostly(fc.string()),
  status: mostly(fc.constantFrom("enabled", "disabled")),
});

export const rtcArguments: Target = {
  name: "arguments of an RTC",
  share: 5,
  property: () =>
    fc.property(rtcArgs.map(plain), (given) => {
      if (validateRtc(given).length > 0 || holdsUnknown(given)) return;
      expectThat(planRtc(given, given).kind === "none", "equal is a change");
    }),
};

/** As it comes over the wire. */
function plain(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value));
}
