import { describeWithChromium } from "../../support/chromium";
import { startMermaid } from "../../support/mermaid";
import { claimedBy } from "../../support/pages/checkers";
import { allCode, placeOf } from "../../support/pages/pages";

describeWithChromium("every diagram", () => {
  const blocks = claimedBy("drawn", allCode().blocks).map((block) => [placeOf(block), block.text] as const);

  it.each(blocks)("of %s is drawn by Mermaid", async (_, text) => {
    const mermaid = await startMermaid();
    try {
      expect((await mermaid.draw(text)).elements).toContain("path");
    } finally {
      await mermaid.close();
    }
  });
});
