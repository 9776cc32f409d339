import { hasColours, PLAIN, screenOf } from "../../../provider/terminal/screen";
import { toned } from "../../../provider/terminal/tone";

it.each([
  ["a terminal", {}, true, true],
  ["a file", {}, false, false],
  ["NO_COLOR", { NO_COLOR: "1" }, true, false],
  ["NO_COLOR without a value", { NO_COLOR: "" }, true, true],
  ["FORCE_COLOR", { FORCE_COLOR: "1" }, false, true],
  ["FORCE_COLOR without a value", { FORCE_COLOR: "" }, false, false],
  ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, true, false],
  ["FORCE_COLOR=false", { FORCE_COLOR: "false" }, true, false],
  ["both", { FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
  ["a terminal without abilities", { TERM: "dumb" }, true, false],
])("colours: %s", (_, env, isTerminal, expected) => {
  expect(hasColours(env, isTerminal)).toBe(expected);
});

it("a terminal has a size, where it tells one; a file has none", () => {
  expect(screenOf({ isTTY: true, columns: 80, rows: 24 }, {})).toEqual({
    isTerminal: true,
    colours: true,
    columns: 80,
    rows: 24,
  });
  expect(screenOf({ isTTY: true, columns: 0, rows: 0 }, {})).toEqual({ isTerminal: true, colours: true });
  expect(screenOf({ columns: 80 }, {})).toEqual(PLAIN);
});

it("a tone is a colour where there are colours; text of others has none of its own", () => {
  const colours = { colours: true };
  expect(toned({ text: "ok\u001b[31m", tone: "good" }, colours)).toBe("\u001b[32mok\\u{1b}[31m\u001b[39m");
  expect(toned({ text: "ok\u001b[31m", tone: "good" }, PLAIN)).toBe("ok\\u{1b}[31m");
  expect(toned("\u001b[31m", colours)).toBe("\\u{1b}[31m");
  expect(toned({ text: "", tone: "bad" }, colours)).toBe("");
});
