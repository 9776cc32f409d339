import { folded } from "../../../provider/picture/fold";
import { type Picture, pictureOf, type RuleToDraw } from "../../../provider/picture/picture";
import { linesOf } from "../../../provider/picture/words";

const rule = (number: number, more: Partial<RuleToDraw> = {}): RuleToDraw => ({
  from: { label: { name: `src-${number}` }, region: "cn-shanghai" },
  to: { label: { name: `dst-${number}` }, region: "cn-beijing" },
  mark: "kept",
  copies: { prefixes: [] },
  ...more,
});
const rules = (count: number, more: Partial<RuleToDraw> = {}, first = 0) =>
  Array.from({ length: count }, (_, at) => rule(first + at, more));

function told(picture: Picture): string[] {
  const name = (key: string) => {
    const { label, region } = picture.buckets.find(
      (bucket) => bucket.key === key,
    ) as Picture["buckets"][number];
    return `${"name" in label ? label.name : label.words} in ${region}`;
  };
  return picture.arrows.map((arrow) =>
    [name(arrow.from), "->", name(arrow.to), ...linesOf(arrow, (text) => text)].join(" "),
  );
}

test("what has room is left as it is", () => {
  const picture = pictureOf("", rules(3), [{ label: { name: "lone" } }], ["a remark"]);
  expect(folded(picture, 3)).toEqual(picture);
});

test("what has no room is counted by region, and said", () => {
  const picture = folded(pictureOf("", rules(12)), 2);
  expect(told(picture)).toEqual([
    "src-0 in cn-shanghai -> dst-0 in cn-beijing all objects",
    "src-1 in cn-shanghai -> dst-1 in cn-beijing all objects",
    "(more buckets) in cn-shanghai -> (more buckets) in cn-beijing 10 more rules",
  ]);
  expect(picture.remarks).toEqual(["10 of the rules are not drawn each for itself, but counted by region"]);
});

test("what changes, and what is not simply in effect, is drawn before the rest, and counted on its own", () => {
  const picture = pictureOf("", [
    ...rules(5),
    ...rules(3, { mark: "stops" }, 5),
    rule(9, { status: "closing" }),
  ]);
  expect(told(folded(picture, 2))).toEqual([
    "src-5 in cn-shanghai -> dst-5 in cn-beijing STOPS all objects",
    "src-6 in cn-shanghai -> dst-6 in cn-beijing STOPS all objects",
    "(more buckets) in cn-shanghai -> (more buckets) in cn-beijing 6 more rules",
    "(more buckets) in cn-shanghai -> (more buckets) in cn-beijing STOPS 1 more rule",
  ]);
});

test("there is an end to regions, too, and to buckets without a rule: what is not drawn is counted", () => {
  const far = Array.from({ length: 10 }, (_, at) =>
    rule(at, { to: { label: { name: `dst-${at}` }, region: `r-${at}` } }),
  );
  const lone = Array.from({ length: 5_000 }, (_, at) => ({ label: { name: `lone-${at}` } }));
  const { arrows, buckets, remarks } = folded(pictureOf("", far, lone), 2);
  expect([arrows.length, buckets.length]).toEqual([4, 4 + 3 + 2]);
  expect(remarks).toEqual([
    "2 of the rules are not drawn each for itself, but counted by region",
    "6 rules are not drawn at all",
    "4,998 buckets without a rule are not drawn",
  ]);
});

test("what could not be read is drawn before what has no rule, and counted apart", () => {
  const lone = { label: { name: "lone" } };
  const shut = ["a", "b", "c"].map((name) => ({ label: { name }, unread: true as const }));
  const { buckets, remarks } = folded(pictureOf("", [], [lone, ...shut]), 2);
  expect(buckets.map(({ label }) => label)).toEqual([{ name: "a" }, { name: "b" }]);
  expect(remarks).toEqual([
    "1 buckets of which the rules are not known are not drawn",
    "1 buckets without a rule are not drawn",
  ]);
});

test("every arrow ends at buckets that are there", () => {
  const { arrows, buckets } = folded(pictureOf("", rules(10_000)), 100);
  const keys = new Set(buckets.map(({ key }) => key));
  expect(keys.size).toBe(buckets.length);
  expect(arrows.every(({ from, to }) => keys.has(from) && keys.has(to))).toBe(true);
});
