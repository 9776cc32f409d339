import { paceOf, type Sample, withSample } from "../../../provider/operate/pace";

const MINUTE = 60_000;
const seen = (...shares: number[]): Sample[] => shares.map((share, at) => ({ at: at * MINUTE, share }));

it("is the share that was copied in the time that was seen", () => {
  const pace = paceOf(seen(0.2, 0.3, 0.4));
  expect(pace?.rate).toBeCloseTo(0.1 / MINUTE);
  expect(pace?.leftMs).toBeCloseTo(6 * MINUTE);
});

it.each([
  ["nothing was seen", seen()],
  ["it was seen once", seen(0.2)],
  ["it stands still", seen(0.2, 0.2)],
  ["it went back", seen(0.3, 0.2)],
  ["it has ended", seen(0.9, 1)],
])("is unknown where %s", (_, samples) => {
  expect(paceOf(samples)).toBeUndefined();
});

it("forgets what is longer ago than ten minutes", () => {
  const samples = seen(0, 0.5).concat({ at: 10 * MINUTE, share: 0.55 });
  const next = withSample(samples, { at: 11 * MINUTE, share: 0.6 });
  expect(next.map(({ at }) => at)).toEqual([MINUTE, 10 * MINUTE, 11 * MINUTE]);
});

it("does without samples that a clock set back has left in the future", () => {
  expect(withSample(seen(0, 0.1, 0.2), { at: MINUTE, share: 0.2 })).toEqual([
    { at: 0, share: 0 },
    { at: MINUTE, share: 0.2 },
  ]);
});
