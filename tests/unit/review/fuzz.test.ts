import { harmIn, hostilePreview } from "./support/hostilePreview";
import { review } from "./support/previews";

/** `npm run reliability` goes on from here. */
const CASES = 100;

it.each(["markdown", "json", "text"])("whatever it is given, a review in %s does no harm", async (format) => {
  const seeds = Array.from({ length: CASES }, (_, at) => at);
  for (const seed of seeds) {
    const harm = harmIn(await review(hostilePreview(seed), ["--format", format]), format);
    if (harm) throw new Error(`seed ${seed}: ${harm}`);
  }
});

it("the previews are worth it: most are reviewed, some refused, and they are the same each time", async () => {
  const codes = await Promise.all(
    Array.from({ length: 200 }, async (_, seed) => (await review(hostilePreview(seed))).code),
  );
  expect(codes.filter((code) => code === 0).length).toBeGreaterThan(60);
  expect(codes.filter((code) => code === 1).length).toBeGreaterThan(20);
  expect(hostilePreview(7)).toBe(hostilePreview(7));
});
