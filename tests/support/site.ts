import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { start } from "../../scripts/processes/command";
import { startChromium, type Watched } from "./chromium";

const repository = join(__dirname, "..", "..");

/** Where the site is published. */
export const ADDRESS = "https://pulumi-oss-replication.github.io/pulumi-oss-replication/";

/** What there is on a page. */
export interface Shown {
  title: string;
  lang: string;
  /** Texts and ids. */
  headings: [string, string][];
  ids: string[];
  links: string[];
  /** Pages that the sidebar leads to. */
  sidebar: string[];
  images: { source: string; alt: string; loaded: boolean }[];
  /** How many diagrams are drawn. */
  diagrams: number;
  /** Texts in diagrams that are cut off. */
  cutOff: string[];
  /** What sticks out to the right where nothing scrolls. */
  sticksOut: string[];
}

/** A page as it was shown, and what it did beside that. */
export type Seen = Shown & Pick<Watched, "requests" | "complaints">;

export interface Site {
  /** The addresses of all pages, without that of the site. */
  pages: string[];
  /** Opens a page and waits until it is whole. */
  open(page: string, options?: BrowserContextOptions): Promise<Watched>;
  /** Opens all pages, one after the other. */
  openAll(options: BrowserContextOptions): Promise<Map<string, Seen>>;
  close(): Promise<void>;
}

/** Builds the site by its command and shows it as if it were published, where nothing else can be reached. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  await build(folder);
  const [pages, browser] = [pagesIn(folder), await startChromium()];
  const open = async (page: string, options: BrowserContextOptions = {}) => {
    const watched = await browser.empty(options);
    await answer(watched, folder);
    await show(watched, page);
    return watched;
  };
  return {
    pages,
    open,
    openAll: async (options) => seen(await open("", options), pages),
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function seen(watched: Watched, pages: string[]): Promise<Map<string, Seen>> {
  const { page, requests, complaints } = watched;
  const found = new Map<string, Seen>();
  for (const address of pages) {
    const [asked, said] = [requests.length, complaints.length];
    await show(watched, address);
    const here = await page.evaluate(shown);
    found.set(address, { ...here, requests: requests.slice(asked), complaints: complaints.slice(said) });
  }
  await page.close();
  return found;
}

async function show({ page }: Watched, address: string): Promise<void> {
  await page.goto(ADDRESS + address);
  await page.waitForFunction(whole);
}

async function build(folder: string): Promise<void> {
  const { exitCode, output } = await start("npm", ["run", "--silent", "site", "--", "--outDir", folder], {
    cwd: repository,
    env: process.env,
    timeoutMs: 300_000,
  }).done;
  if (exitCode !== 0) throw new Error(output);
}

function pagesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => file.endsWith(".html") && file !== "404.html");
  return pages.map((file) => file.replace(/(^|\/)index\.html$/, "$1")).sort();
}

async function answer({ page, complaints }: Watched, folder: string): Promise<void> {
  await page.route("**/*", (route) => {
    const { href, pathname } = new URL(route.request().url());
    const path = pathname.slice(new URL(ADDRESS).pathname.length);
    const file = join(folder, path === "" || path.endsWith("/") ? `${path}index.html` : path);
    const there = href.startsWith(ADDRESS) && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (there) return route.fulfill({ path: file });
    complaints.push(`not there: ${href}`);
    return route.abort();
  });
}

/** Runs in the page: whether it lives, and has its diagrams. */
function whole(): boolean {
  // biome-ignore lint/suspicious/noExplicitAny: what the page has is not typed here.
  const { document } = globalThis as any;
  return document.querySelector("#app")?.__vue_app__ && !document.querySelector("pre.diagram");
}

/** Runs in the page. */
function shown(): Shown {
  // biome-ignore lint/suspicious/noExplicitAny: what the page has is not typed here.
  const { document, innerWidth, getComputedStyle } = globalThis as any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const all = (selector: string): any[] => [...document.querySelectorAll(selector)];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const scrolls = (element: any): boolean =>
    element !== null &&
    (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  return {
    title: document.title,
    lang: document.documentElement.lang,
    headings: all("main :is(h1, h2, h3, h4, h5, h6)").map((heading) => {
      const text = heading.cloneNode(true);
      text.querySelector(".header-anchor")?.remove();
      return [text.textContent.trim(), heading.id];
    }),
    ids: all("[id]").map(({ id }) => id),
    links: [...new Set<string>(all("a[href]").map(({ href }) => href))],
    sidebar: all(".VPSidebar a").map(({ href }) => href),
    images: all("img").map(({ src, alt, complete, naturalWidth }) => ({
      source: src,
      alt,
      loaded: complete && naturalWidth > 0,
    })),
    diagrams: all(".diagram svg").length,
    cutOff: all(".diagram foreignObject > *")
      .filter((text) => text.scrollHeight > text.parentElement.height.baseVal.value + 1)
      .map(({ textContent }) => textContent),
    sticksOut: all("body *")
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .filter((element) => !scrolls(element.parentElement))
      .map((element) => element.outerHTML.slice(0, 200)),
  };
}
