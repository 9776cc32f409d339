import { json, jsonWithoutMarkup } from "../../../provider/terminal/json";

const HOSTILE = { name: "a\n\u001b\u009b\u202e\u200b\u2028\u0085\ud800 \u{e0001}<b>&amp; é \u{1f600}" };

it("JSON shows every character of it, and is the same data", () => {
  const shown = json(HOSTILE);
  expect(shown).toBe(
    '{"name":"a\\n\\u001b\\u009b\\u202e\\u200b\\u2028\\u0085\\ud800 \\udb40\\udc01<b>&amp; é \u{1f600}"}',
  );
  expect(JSON.parse(shown)).toEqual(HOSTILE);
});

it("JSON without markup opens no HTML, and is the same data", () => {
  const shown = jsonWithoutMarkup(HOSTILE);
  expect(shown).toContain("\\ud800 \\udb40\\udc01\\u003cb\\u003e\\u0026amp; é");
  expect(JSON.parse(shown)).toEqual(HOSTILE);
});

it.each([json, jsonWithoutMarkup])("is on one line, or indented", (write) => {
  expect(write({ a: [1] })).toBe('{"a":[1]}');
  expect(write({ a: [1] }, 2)).toBe('{\n  "a": [\n    1\n  ]\n}');
});
