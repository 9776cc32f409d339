import { join } from "node:path";
import { startChromium } from "./chromium";

const library = join(__dirname, "..", "..", "node_modules", "mermaid", "dist", "mermaid.min.js");

/** What Mermaid itself drew. */
export interface Drawn {
  /** The texts of the boxes, those of the regions among them. */
  boxes: string[];
  /** The texts at the arrows, in their order. */
  labels: string[];
  /** How many arrows there are. */
  arrows: number;
  /** The names of all elements in the drawing. */
  elements: string[];
  /** The title and the description for those who do not see it. */
  said: (string | undefined)[];
}

/** Draws by Mermaid in a browser, as strictly as GitHub does; fails where Mermaid does, and where the page did more than draw. */
export async function startMermaid(): Promise<{
  draw(source: string): Promise<Drawn>;
  close(): Promise<void>;
}> {
  const browser = await startChromium();
  const { page, requests, complaints } = await browser.open("<!doctype html><title>drawing</title>");
  await page.addScriptTag({ path: library });
  return {
    close: browser.close,
    draw: async (source) => {
      const drawn = await page.evaluate(drawing, source);
      if (requests.length + complaints.length > 0)
        throw new Error(`not only drawn: ${[...requests, ...complaints].join("\n")}`);
      return drawn;
    },
  };
}

/** Runs in the page. */
async function drawing(source: string): Promise<Drawn> {
  // biome-ignore lint/suspicious/noExplicitAny: what the page has is not typed here.
  const { document, mermaid } = globalThis as any;
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
  const { svg } = await mermaid.render("drawing", source);
  document.body.innerHTML = svg;
  const root = document.body.firstElementChild;
  const textsOf = (selector: string): string[] =>
    [...root.querySelectorAll(selector)].map((element: { textContent: string }) => element.textContent);
  return {
    boxes: textsOf(".nodeLabel"),
    labels: textsOf("span.edgeLabel"),
    arrows: root.querySelectorAll("path.flowchart-link").length,
    elements: [
      ...new Set<string>([...root.querySelectorAll("*")].map((element) => element.tagName.toLowerCase())),
    ].sort(),
    said: ["title", "desc"].map((name) => root.querySelector(`:scope > ${name}`)?.textContent),
  };
}
