import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The system's own browser; playwright's are not downloaded. */
const executablePath = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find(existsSync);

if (!executablePath) console.warn("skipped: there is no Chromium to look at pictures with");

/** Skips, and names, what needs a browser where there is none. */
export const describeWithChromium = executablePath ? describe : describe.skip;

/** What a page did beside showing itself. */
export interface Watched {
  page: Page;
  /** Addresses that it asked for, other than its own. */
  requests: string[];
  /** What it wrote to its console, and its errors. */
  complaints: string[];
}

/** One browser for a file of tests; `close` ends it. */
export async function startChromium(): Promise<{
  open(html: string): Promise<Watched>;
  /** A page that is still empty. */
  empty(options?: BrowserContextOptions): Promise<Watched>;
  close(): Promise<void>;
}> {
  const browser: Browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return {
    open: async (html) => {
      const opened = await watched(browser);
      await opened.page.setContent(html);
      return opened;
    },
    empty: (options) => watched(browser, options),
    close: () => browser.close(),
  };
}

async function watched(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const page = await browser.newPage(options);
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on("request", (request) => {
    requests.push(request.url());
  });
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, requests, complaints };
}
