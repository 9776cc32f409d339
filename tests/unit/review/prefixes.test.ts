import { asText } from "../../../provider/review/phrase";
import { coverageOf, gained, lossText, lost, objectsOf } from "../../../provider/review/prefixes";
import { UNKNOWN } from "./support/previews";

const of = (...prefixes: string[]) => coverageOf({ prefixes });

describe("what a rule covers", () => {
  it.each<[string, unknown, string[], boolean]>([
    ["all where it has no prefixes", undefined, [""], false],
    ["all where its list is empty", { prefixes: [] }, [""], false],
    ["all where the list is none", { prefixes: "a/" }, [""], false],
    ["its prefixes, sorted", { prefixes: ["b/", "a/"] }, ["a/", "b/"], false],
    [
      "no prefix that another covers",
      { prefixes: ["a/x/", "a/", "a/", "ab", "b"] },
      ["a/", "ab", "b"],
      false,
    ],
    ["all where a prefix is empty", { prefixes: ["a/", ""] }, [""], false],
    ["what is not shown", UNKNOWN, [], true],
    ["what is secret", { prefixes: "[secret]" }, [], true],
    ["what is shown of its list", { prefixes: ["a/", UNKNOWN] }, ["a/"], true],
    ["nothing that is no text", { prefixes: ["a/", 5] }, ["a/"], true],
  ])("is %s", (_, prefixSet, prefixes, hidden) => {
    expect(coverageOf(prefixSet)).toEqual({ prefixes, hidden });
  });

  it.each([
    ["all objects", of(), "all objects"],
    ["one prefix", of("a/"), "objects under a/"],
    ["two", of("a/", "b/"), "objects under a/ and b/"],
    ["three", of("a/", "b/", "c/"), "objects under a/, b/ and c/"],
    ["ten", of(..."abcdefghij"), "objects under a, b, c, d, e, f, g, h, i and j"],
    ["more than ten", of(..."abcdefghijkl"), "objects under a, b, c, d, e, f, g, h, i, j and 2 more"],
    [
      "some that are not shown",
      coverageOf({ prefixes: ["a/", UNKNOWN] }),
      "objects under a/ and prefixes that the preview does not show",
    ],
    ["none that is shown", coverageOf(UNKNOWN), "objects under prefixes that the preview does not show"],
  ])("is told in words: %s", (_, coverage, text) => {
    expect(asText(objectsOf(coverage))).toBe(text);
  });
});

describe("what a new list of prefixes no longer covers", () => {
  it.each([
    ["a prefix that is gone", of("a/", "b/"), of("a/"), [{ prefix: "b/", kept: [] }]],
    [
      "what a longer prefix leaves out",
      of("a/"),
      of("a/x/", "a/y/", "b/"),
      [{ prefix: "a/", kept: ["a/x/", "a/y/"] }],
    ],
    ["what is under no prefix", of(), of("a/"), [{ prefix: "", kept: ["a/"] }]],
    ["nothing under a shorter prefix", of("a/x/"), of("a/"), []],
    ["nothing of the same", of("a/", "b/"), of("b/", "a/"), []],
    ["nothing of all", of("a/"), of(), []],
    ["a prefix before all others", of("a/"), of("b/", "c/"), [{ prefix: "a/", kept: [] }]],
    ["a prefix behind all others", of("z/"), of("b/", "c/"), [{ prefix: "z/", kept: [] }]],
    ["a prefix between others", of("bb/"), of("b/", "c/"), [{ prefix: "bb/", kept: [] }]],
    [
      "a prefix that begins like one of them, but is none of its objects",
      of("ab"),
      of("a/", "abc"),
      [{ prefix: "ab", kept: ["abc"] }],
    ],
  ])("is %s", (_, old, now, losses) => {
    expect(lost(old, now)).toEqual(losses);
  });

  it("is the other way round what it gains", () => {
    expect(gained(of("a/", "c/"), of("a/x/", "b/", "c/", "d/"))).toEqual(["b/", "d/"]);
    expect(gained(of("a/x/"), of("a/"))).toEqual(["a/"]);
    expect(gained(of(), of("a/"))).toEqual([]);
  });

  it("is found in long lists as in short ones", () => {
    const many = Array.from({ length: 101 }, (_, at) => `p${at + 100}/`);
    for (const prefix of many) {
      const others = many.filter((other) => other !== prefix);
      expect(lost(of(...many), of(...others))).toEqual([{ prefix, kept: [] }]);
      expect(gained(of(...others), of(...many))).toEqual([prefix]);
    }
  });

  it.each([
    ["nothing", [], ""],
    [
      "prefixes that are gone",
      [
        { prefix: "a/", kept: [] },
        { prefix: "b/", kept: [] },
      ],
      "objects under a/ and b/ are no longer copied",
    ],
    [
      "a prefix that is narrowed",
      [{ prefix: "a/", kept: ["a/x/", "a/y/"] }],
      "of objects under a/, only those under a/x/ and a/y/ are still copied",
    ],
    ["all objects", [{ prefix: "", kept: ["a/"] }], "of all objects, only those under a/ are still copied"],
    [
      "both kinds",
      [
        { prefix: "a/", kept: ["a/x/"] },
        { prefix: "b/", kept: [] },
      ],
      "objects under b/ are no longer copied; of objects under a/, only those under a/x/ are still copied",
    ],
  ])("is told in words: %s", (_, losses, text) => {
    expect(lossText(losses).map(asText).join("; ")).toBe(text);
  });

  it("is told of ten narrowed prefixes, and how many more there are", () => {
    const narrowed = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ prefix: `${at}/`, kept: [`${at}/x`] }));
    expect(lossText(narrowed(10))).toHaveLength(10);
    const texts = lossText(narrowed(12)).map(asText);
    expect(texts).toHaveLength(11);
    expect(texts.slice(9)).toEqual([
      "of objects under 9/, only those under 9/x are still copied",
      "and the same goes for 2 more prefixes",
    ]);
  });
});
