import { cleaned, comparable } from "../../../../scripts/terminalPictures/cleaned";
import { filmOf } from "../../../../scripts/terminalPictures/film";
import { type Cell, type Line, replaced, runsOf, textOf } from "../../../../scripts/terminalPictures/line";
import { type Frame, framesOf, MARK } from "../../../../scripts/terminalPictures/replay";
import { lastTexts, svgOf } from "../../../../scripts/terminalPictures/svg";

const line = (text: string, style = {}): Line =>
  [...text].map((character): Cell => ({ text: character, columns: 1, style }));
const frame = (texts: string[], top = 0): Frame => ({ lines: texts.map((text) => line(text)), top });
const textsOf = ({ lines }: Frame) => lines.map(textOf);
const SIZE = { columns: 40, rows: 3 };
const PACE = { changeMs: 100, lineMs: 10, longestMs: 150, lastMs: 1_000 };

describe("what a terminal has shown", () => {
  it("is a frame whenever nothing was written for a while, with all that has scrolled away", async () => {
    const pieces = [
      { at: 0, text: "one\r\n" },
      { at: 10, text: "two" },
      { at: 100, text: "\r\u001b[Ktwo again\r\nthree\r\nfour" },
    ];
    const frames = await framesOf(pieces, SIZE, 40);
    expect(frames.map((each) => [each.top, textsOf(each)])).toEqual([
      [0, ["one", "two"]],
      [1, ["one", "two again", "three", "four"]],
    ]);
  });

  it("is a frame where the command says so, however it came", async () => {
    const pieces = [
      { at: 0, text: `one${MARK}\r\ntw` },
      { at: 900, text: `o${MARK}` },
    ];
    const frames = await framesOf([...pieces, { at: 1_000, text: "!" }], SIZE, 40);
    expect(frames.map(textsOf)).toEqual([["one"], ["one", "two"], ["one", "two!"]]);
  });

  it("has colours, wide characters, bold and dim text", async () => {
    const text = "\u001b[32mgreen\u001b[0m \u001b[1;38;5;208m界!\u001b[0m\u001b[2m.";
    const [seen] = await framesOf([{ at: 0, text }], SIZE, 40);
    expect(runsOf(seen?.lines[0] ?? [])).toEqual([
      { at: 0, columns: 5, text: "green", style: { colour: 2 } },
      { at: 6, columns: 3, text: "界!", style: { colour: 208, isBold: true } },
      { at: 9, columns: 1, text: ".", style: { isDim: true } },
    ]);
  });
});

describe("a line", () => {
  it("is stretches without blanks around them", () => {
    expect(runsOf(line("  a b   c "))).toMatchObject([
      { at: 2, columns: 3, text: "a b" },
      { at: 8, columns: 1, text: "c" },
    ]);
    expect(runsOf([...line("a "), ...line("b", { colour: 1 })])).toMatchObject([
      { at: 0, columns: 1, text: "a" },
      { at: 2, columns: 1, text: "b" },
    ]);
  });

  it("keeps its look where a part of it is replaced", () => {
    const changed = replaced([...line("ab"), ...line("12", { colour: 3 }), ...line("c")], /\d+/g, "...");
    expect(textOf(changed)).toBe("ab...c");
    expect(changed[2]?.style).toEqual({ colour: 3 });
  });
});

it("what another run or machine would show otherwise is left out, and frames that differ in it alone", () => {
  const run = (port: number, time: string, dots: string) =>
    frame([
      `Pulumi CLI 3.250.0 from /home/somebody/.pulumi/bin${port}`,
      `On an emulator of OSS at http://127.0.0.1:${port}, time running 60 times as fast`,
      `@ updating${dots}`,
      "@ previewing update....",
      `  └─ oss:ReplicationRule  far  creating (${time})${dots}`,
      `    Duration: ${time}`,
      "    1.2 s",
      `Done in ${port / 1000} s: every step did what it says.`,
    ]);
  const frames = cleaned([run(40_123, "1s", "."), run(40_123, "2s", ".."), run(51_000, "1m2s", "...")], 3);
  // Four lines are left and the cursor's, of which three are seen.
  expect(frames.map(({ top }) => top)).toEqual([2]);
  expect(frames.map(textsOf)).toEqual([
    [
      "Pulumi CLI 3.250.0 from ~/.pulumi",
      "On an emulator of OSS at http://127.0.0.1:8080, time running 60 times as fast",
      "  └─ oss:ReplicationRule  far  creating",
      "Done: every step did what it says.",
    ],
  ]);
});

it("texts of two runs are compared without figures and order, and what repeats but for them once", () => {
  expect(comparable(["b: starting", "b: 50 % copied", "", "a 3 "])).toEqual(["a #", "b: ..."]);
});

describe("a film", () => {
  const film = filmOf([frame(["a"]), frame(["a", "b"]), frame(["A", "b", "c", "d", "e", "f", "g"], 4)], PACE);

  it("has each line from the frame that brings it to the one that changes it", () => {
    expect(film.shown.slice(0, 3).map(({ line: each, ...rest }) => [textOf(each), rest])).toEqual([
      ["a", { row: 0, from: 0, until: 2 }],
      ["b", { row: 1, from: 1 }],
      ["A", { row: 0, from: 2 }],
    ]);
    expect(film.tops).toEqual([0, 0, 4]);
  });

  it("leaves time for what is new, up to a limit", () => {
    expect(film).toMatchObject({ starts: [0, 110, 220], lengthMs: 1_370 });
    const long = filmOf([frame(["1", "2", "3", "4", "5", "6", "7"]), frame(["x"])], PACE);
    expect(long.starts).toEqual([0, 150]);
  });

  it("becomes a picture that needs nothing else, and tells its last lines", () => {
    const look = { ...SIZE, title: "a <b> & c", still: 1 };
    const svg = svgOf(film, look);
    expect(lastTexts(svg)).toEqual(["A", "b", "c", "d", "e", "f", "g"]);
    expect(svg).toContain('aria-label="a &#60;b&#62; &#38; c"');
    expect(svg).toMatch(/<g class="f g0-2"><text x="0" y="0">a<\/text><\/g>/);
    expect(svg).toMatch(/<g class="f k2" visibility="hidden"><text x="0" y="0">A<\/text>/);
    expect(svg).toContain("@media (prefers-reduced-motion:no-preference)");
    expect(svg).toMatch(
      /@keyframes s\{0%\{transform:translateY\(0px\)\}16\.06%\{transform:translateY\(-76px\)\}\}/,
    );
    expect(svg).not.toMatch(/<script|<image|href|url\((?!#)|@import|@font-face/);
  });

  it("keeps the places of its stretches, and what means something in SVG", () => {
    const svg = svgOf(filmOf([frame(["  a <&>   b"])], PACE), { ...SIZE, title: "", still: 0 });
    expect(lastTexts(svg)).toEqual(["  a <&>   b"]);
  });
});
