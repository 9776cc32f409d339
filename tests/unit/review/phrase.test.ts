import {
  asMarkdown,
  asText,
  code,
  isPlain,
  joined,
  listed,
  type Phrase,
  say,
  words,
} from "../../../provider/review/phrase";

describe("text of the program among words of ours", () => {
  const phrase = say`from ${"a b"} to ${say`bucket ${"c"}`}: run ${code("pulumi up")}${words(" now")}`;

  it("is quoted in a text, and in a code span in Markdown", () => {
    expect(asText(phrase)).toBe('from "a b" to bucket c: run pulumi up now');
    expect(asMarkdown(phrase)).toBe("from `a b` to bucket `c`: run `pulumi up` now");
  });

  it("is never markup or a control", () => {
    const hostile = say`${"<b>`x`\u001b"}`;
    expect(asText(hostile)).toBe('"\\u{3c}b\\u{3e}\\u{60}x\\u{60}\\u{1b}"');
    expect(asMarkdown(hostile)).toBe("`\\u{3c}b\\u{3e}\\u{60}x\\u{60}\\u{1b}`");
  });

  it("may be empty, and so may a phrase", () => {
    expect(asText(say`${""}`)).toBe('""');
    expect(asMarkdown(say`a${[]}b`)).toBe("ab");
    expect(asText([])).toBe("");
  });
});

describe("a phrase that is too long", () => {
  const part = words("x".repeat(1_000));

  it("is whole up to three thousand characters", () => {
    expect(asText([part, part, part])).toBe("x".repeat(3_000));
  });

  it("is cut before the part that is too much, and not within it", () => {
    expect(asText([part, part, part, "y"])).toBe(`${"x".repeat(3_000)}…`);
    expect(asText([part, part, words("y".repeat(1_001)), "z"])).toBe(`${"x".repeat(2_000)}…`);
    expect(asMarkdown([part, part, words("y".repeat(999)), say`${"z"}`])).toBe(
      `${"x".repeat(2_000)}${"y".repeat(999)}…`,
    );
  });
});

describe("a list", () => {
  const phrases = (text: string): Phrase[] => text.split("").map((letter) => say`${letter}`);
  it.each([
    ["", ""],
    ["a", "a"],
    ["ab", "a and b"],
    ["abc", "a, b and c"],
    ["abcd", "a, b, c and d"],
  ])("of %j is said with an and", (letters, text) => {
    expect(asText(listed(phrases(letters)))).toBe(text);
  });

  it("is joined by whatever is asked for", () => {
    expect(asText(joined(phrases("abc"), "; "))).toBe("a; b; c");
    expect(asText(joined([], "; "))).toBe("");
  });
});

it.each([
  ["my-rule_1", true],
  ["urn:pulumi:dev::shop::a$b:c/d:E::logs.v2", true],
  ["", false],
  ["a b", false],
  ["a'b", false],
  ['a"b', false],
  ["a\nb", false],
  ["a`b", false],
  ["$(rm)", false],
  ["a;b", false],
  ["é", false],
  ["a".repeat(500), true],
  ["a".repeat(501), false],
])("can stand in code as it is, or not: %j", (text, plain) => {
  expect(isPlain(text)).toBe(plain);
});
