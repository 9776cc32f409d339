import fc from "fast-check";
import { identifier, namedRules } from "../../../provider/cli/importing/names";
import type { Rule } from "../../../provider/oss";

const rule = (bucket: string, prefixes: string[] = [], more: Partial<Rule> = {}): Rule => ({
  id: `id-of-${bucket}`,
  status: "doing",
  destination: { bucket, location: "oss-cn-beijing" },
  prefixSet: { prefixes },
  ...more,
});
const namesOf = (...rules: Rule[]) =>
  namedRules(rules).flatMap(({ name, rtcName }) => (rtcName === undefined ? [name] : [name, rtcName]));

it.each<[string, string, string[]]>([
  ["to-prod-logs-dr", "prod-logs-dr", []],
  ["to-prod-logs-dr-app-audit", "prod-logs-dr", ["app/", "audit/"]],
  ["to-3com", "3com", []],
  ["to-old-name", "old_name-", [""]],
  ["to-dst-cafe-x", "dst", ["Café/", "日本/", "X/"]],
  ["to-dst-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dst", [`${"a".repeat(39)}/b`]],
])("%s is made of target %s and prefixes %j", (name, bucket, prefixes) => {
  expect(namesOf(rule(bucket, prefixes))).toEqual([name]);
});

it("RTC has the name of its rule, where it is on or is going on", () => {
  expect(
    namesOf(
      rule("a", [], { rtcStatus: "enabling" }),
      rule("b", [], { rtcStatus: "enabled" }),
      rule("c", [], { rtcStatus: "disabled" }),
    ),
  ).toEqual(["to-a", "to-a-rtc", "to-b", "to-b-rtc", "to-c"]);
});

it("names that would be equal, or equal as identifiers, are counted", () => {
  const rtc = { rtcStatus: "enabled" };
  expect(namesOf(rule("a_b"), rule("a-b"), rule("ab"))).toEqual(["to-a-b", "to-a-b-2", "to-ab-3"]);
  expect(namesOf(rule("a", [], rtc), rule("a-rtc", [], rtc))).toEqual([
    "to-a",
    "to-a-rtc-2",
    "to-a-rtc",
    "to-a-rtc-rtc",
  ]);
});

it("the order in which OSS lists the rules changes no name", () => {
  const [a, b] = [rule("a-b"), rule("a_b")];
  expect(namedRules([a, b])).toEqual(namedRules([b, a]));
});

it("whatever the target and the prefixes, names are legal and each is there once, as are the identifiers", () => {
  const anyRule = fc
    .tuple(
      fc.stringMatching(/^[a-z0-9_][a-z0-9_-]{2,20}$/),
      fc.array(fc.string({ unit: "binary" })),
      fc.boolean(),
    )
    .map(([bucket, prefixes, rtc]) => rule(bucket, prefixes, rtc ? { rtcStatus: "enabled" } : {}));
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 12 }), (rules) => {
      const names = namesOf(...rules);
      const identifiers = names.map((name) => identifier(name).toLowerCase());
      expect(names.every((name) => /^to(-[a-z0-9]+)*$/.test(name) && name.length < 120)).toBe(true);
      expect(new Set(identifiers).size).toBe(names.length);
    }),
  );
});

it("an identifier is no word of the language, though a bucket may be called so", () => {
  expect(identifier("to-delete-2-new")).toBe("toDelete2New");
});
