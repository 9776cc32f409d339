import { formatDuration, parseDuration } from "../../../provider/lifecycle/duration";

it.each<[unknown, number | undefined]>([
  ["90s", 90_000],
  ["2h", 7_200_000],
  ["1.25h", 4_500_000],
  [" .5 H ", 1_800_000],
  ["1500 ms", 1_500],
  ...["", "30", "m", "0m", "-5m", "5 parsecs", "x30m", "30m later", "1e3s", "1.2.3s"].map(
    (text): [string, undefined] => [text, undefined],
  ),
  [5, undefined],
  [["5m"], undefined],
  [undefined, undefined],
])("%j is a duration of %s ms", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it("has one spelling for each duration", () => {
  const texts = ["1800s", "0.5h", "120m", "90s", "1500ms"];
  expect(texts.map((text) => formatDuration(parseDuration(text) as number))).toEqual([
    "30m",
    "30m",
    "2h",
    "90s",
    "1500ms",
  ]);
});
