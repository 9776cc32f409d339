import { readFileSync } from "node:fs";
import { join } from "node:path";
import { comparable } from "../../scripts/terminalPictures/cleaned";
import { textOf } from "../../scripts/terminalPictures/line";
import { pictureOf, recorded, SCENES, type Scene } from "../../scripts/terminalPictures/scenes";
import { lastTexts } from "../../scripts/terminalPictures/svg";
import { describeWithChromium, startChromium } from "../support/chromium";

/** The animated pictures of the documentation come from `npm run terminal-pictures`. */

const svgOf = ({ file }: Scene) => readFileSync(join(__dirname, "..", "..", "docs", file), "utf8");

describe.each(SCENES)("docs/$file", (scene) => {
  const svg = svgOf(scene);

  it("shows what the command prints today", async () => {
    const frames = await recorded(scene);
    const printed = frames.at(-1)?.lines.map(textOf) ?? [];
    expect(comparable(lastTexts(svg))).toEqual(comparable(printed));
    if (scene.isRepeatable) expect(svg).toBe(pictureOf(scene, frames));
  });

  it("is small, needs nothing else, and tells nothing of the machine", () => {
    expect(svg.length).toBeLessThan(100_000);
    expect(svg).not.toMatch(/<script|<image|href|url\((?!#)|@import|@font-face/);
    expect(svg).not.toMatch(/\/(home|root|tmp|Users|private|work)\b|127\.0\.0\.1:(?!8080)/);
  });
});

interface Seen {
  boxes: { x: number; y: number; right: number }[];
  /** Where the picture ends. */
  edge: number;
}

/** Runs in the page, at such a part of the animation. */
const seenAt = `(part) => {
  for (const animation of document.getAnimations()) {
    animation.pause();
    animation.currentTime = animation.effect.getComputedTiming().duration * part;
  }
  const texts = [...document.querySelectorAll("text")];
  const seen = texts.filter((text) => getComputedStyle(text).visibility === "visible");
  const boxOf = (element) => element.getBoundingClientRect();
  return {
    boxes: seen.map(boxOf).map(({ x, y, right }) => ({ x, y, right })),
    edge: boxOf(document.querySelector("svg")).right,
  };
}`;

describeWithChromium("in a browser", () => {
  let chromium: Awaited<ReturnType<typeof startChromium>>;
  beforeAll(async () => {
    chromium = await startChromium();
  });
  afterAll(() => chromium.close());

  it.each(SCENES)(
    "docs/$file is a terminal at every moment: one text at a place, none beyond the edge",
    async (scene) => {
      const { page, requests, complaints } = await chromium.open(svgOf(scene));
      for (const moment of [0.1, 0.3, 0.5, 0.7, 0.9, 0.999]) {
        const { boxes, edge } = await page.evaluate<Seen>(`(${seenAt})(${moment})`);
        expect(boxes.length).toBeGreaterThan(0);
        expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThan(edge);
        const overlapping = boxes.filter((one) =>
          boxes.some(
            (other) => other !== one && other.y === one.y && other.x >= one.x && other.x < one.right - 1,
          ),
        );
        expect(overlapping).toEqual([]);
      }
      expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
      await page.close();
    },
  );
});
