import { controlsEscaped, cut, line, quoted, visible } from "../../../provider/terminal/text";

describe("text of others is shown in full view", () => {
  it.each([
    ["a plain name", "my-bucket.v2/x_1", "my-bucket.v2/x_1"],
    ["a sentence", "größe, 存储! (50 %) + 1 = 2", "größe, 存储! (50 %) + 1 = 2"],
    ["nothing at all", "", '""'],
    ["HTML", "<b>&amp;", "\\u{3c}b>\\u{26}amp;".replace(">", "\\u{3e}")],
    ["Markdown", "`x` | [a](b) \\", "\\u{60}x\\u{60} \\u{7c} \\u{5b}a\\u{5d}(b) \\u{5c}"],
    ["what GitHub takes for a person or an issue", "@me #1", "\\u{40}me \\u{23}1"],
    ["an address, which could become a link", "http://a.example", "http\\u{3a}//a.example"],
    ["a colon that begins no address", "a:b :/ c", "a:b :/ c"],
    ["lines and tabs", "a\nb\r\tc", "a\\u{a}b\\u{d}\\u{9}c"],
    ["colours and other controls", "\u001b[31m\u0000\u009b", "\\u{1b}\\u{5b}31m\\u{0}\\u{9b}"],
    ["what turns the direction of writing", "\u202ea\u2066", "\\u{202e}a\\u{2066}"],
    ["what has no width", "a\u200b\u00ad\ufe0f\u3164", "a\\u{200b}\\u{ad}\\u{fe0f}\\u{3164}"],
    ["ends of lines that are none of ASCII's", "\u2028\u2029\u0085", "\\u{2028}\\u{2029}\\u{85}"],
    ["spaces at the ends or in a row", "  a  b ", "\\u{20} a\\u{20} b\\u{20}"],
    ["a space that is none of ASCII's", "a\u00a0b", "a\\u{a0}b"],
    ["half a character", "\ud800", "\\u{d800}"],
    ["a character outside of the first plane", "\u{10ffff}\u{1f600}", "\\u{10ffff}\u{1f600}"],
  ])("%s", (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it("up to a hundred characters", () => {
    expect(visible("a".repeat(100))).toBe("a".repeat(100));
    expect(visible("a".repeat(101))).toBe(`${"a".repeat(100)}…`);
  });
});

describe("a name among words of ours", () => {
  it.each([
    ["is itself where it is plain", "a/b-c_d.1", "a/b-c_d.1"],
    ["is quoted where it could be more than a word", "a b", '"a b"'],
    ["is quoted where it holds a colon", "a:b", '"a:b"'],
    ["cannot end its quotation", 'a" b "', '"a\\u{22} b \\u{22}"'],
    ["is there even where it is empty", "", '""'],
    ["is not the empty name where it is two quotation marks", '""', '"\\u{22}\\u{22}"'],
    ["is quoted where it begins or ends otherwise", "a\n", '"a\\u{a}"'],
    ["is quoted where it begins with more", "<a", '"\\u{3c}a"'],
  ])("%s", (_, text, shown) => {
    expect(quoted(text)).toBe(shown);
  });

  it("is plain up to a hundred characters", () => {
    expect(quoted("a".repeat(100))).toBe("a".repeat(100));
    expect(quoted("a".repeat(101))).toBe(`"${"a".repeat(100)}…"`);
  });
});

describe("a text is cut", () => {
  it.each([
    ["where it is longer", "abcd", 3, "abc…"],
    ["not where it is as long", "abc", 3, "abc"],
    ["not where it is shorter", "ab", 3, "ab"],
    ["by characters, of which one may be two units", "\u{1f600}\u{1f600}\u{1f600}", 2, "\u{1f600}\u{1f600}…"],
    ["not by units", "\u{1f600}\u{1f600}\u{1f600}", 3, "\u{1f600}\u{1f600}\u{1f600}"],
    ["by one unit too many", "\u{1f600}\u{1f600}a", 2, "\u{1f600}\u{1f600}…"],
  ])("%s", (_, text, longest, shown) => {
    expect(cut(text, longest)).toBe(shown);
  });
});

it("a line is one line, whatever is in it", () => {
  expect(line("a\nb\u001b[2J\u202e\u200b<b> `x`")).toBe("a\\u{a}b\\u{1b}[2J\\u{202e}\\u{200b}<b> `x`\n");
  expect(controlsEscaped("a\u2028\u2029 b")).toBe("a\\u{2028}\\u{2029} b");
});
