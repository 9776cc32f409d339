import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { addressOf, REPOSITORY } from "../../site/pages";
import { describeWithChromium } from "../support/chromium";
import { ADDRESS, type Seen, type Site, startSite } from "../support/site";

const repository = join(__dirname, "..", "..");
const desktop = { viewport: { width: 1440, height: 900 } };

describeWithChromium("the site", () => {
  let site: Site;
  /** Every page as a phone shows it. */
  let pages: Map<string, Seen>;

  beforeAll(async () => {
    site = await startSite();
    pages = await site.openAll({ viewport: { width: 375, height: 700 } });
  });
  afterAll(() => site?.close());

  /** What is wrong, by page; pages where nothing is are left out. */
  const faults = (of: (seen: Seen, page: string) => unknown[]) =>
    [...pages].map(([page, seen]) => [page, of(seen, page)] as const).filter(([, found]) => found.length > 0);

  it("has all the pages of the repository that are meant for users and developers", () => {
    const inFolder = (folder: string) =>
      readdirSync(join(repository, folder)).map((name) => `${folder}/${name}`);
    const files = [
      ...["README.md", "README.zh.md", "README.ja.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"],
      ...inFolder("docs").filter((file) => file.endsWith(".md")),
      "emulator/README.md",
      ...inFolder("examples").map((folder) => `${folder}/README.md`),
    ].filter((file) => existsSync(join(repository, file)));
    expect(files.length).toBeGreaterThan(30);
    const addresses = files.map((file) =>
      addressOf(file)
        .replace(/index\.md$/, "")
        .replace(/\.md$/, ".html"),
    );
    expect([...pages.keys()].sort()).toEqual(addresses.sort());
  });

  it("shows each without a complaint, and asks nobody else for anything", () => {
    const elsewhere = (url: string) => !url.startsWith("data:") && !url.startsWith(ADDRESS);
    expect(faults(({ complaints, requests }) => [...complaints, ...requests.filter(elsewhere)])).toEqual([]);
  });

  it("names each, and says which language it is in", () => {
    const languages: Record<string, string> = { "zh/": "zh-CN", "ja/": "ja" };
    expect(
      faults(({ title, headings, lang }, page) => [
        ...(title.startsWith((headings[0]?.[0] as string) || "no heading") ? [] : [title]),
        ...(lang === (languages[page] ?? "en") ? [] : [lang]),
      ]),
    ).toEqual([]);
  });

  it("leads from the sidebar of each to all", () => {
    const languages = ["", "zh/", "ja/"];
    expect(
      faults(({ sidebar }, page) => {
        const own = languages.includes(page) ? page : "";
        const others = languages.filter((language) => language !== own);
        const expected = site.pages.filter((each) => !others.includes(each)).map((each) => ADDRESS + each);
        return expected.filter((each) => !sidebar.includes(each));
      }),
    ).toEqual([]);
  });

  it("has no link that leads nowhere: pages, their headings, files and folders of the repository", () => {
    const repositoryFile = new RegExp(`^${REPOSITORY}/(blob|tree)/main/([^#]*)`);
    const leadsNowhere = (link: string): boolean => {
      const [, view, path = ""] = repositoryFile.exec(link) ?? [];
      if (view) {
        const found = statSync(join(repository, decodeURI(path)), { throwIfNoEntry: false });
        return view === "tree" ? !found?.isDirectory() : !found?.isFile();
      }
      if (!link.startsWith(ADDRESS)) return !link.startsWith("https://");
      const [address = "", heading] = link.slice(ADDRESS.length).split("#");
      const target = pages.get(address);
      return !target || (heading !== undefined && !target.ids.includes(decodeURIComponent(heading)));
    };
    expect(faults(({ links }) => links.filter(leadsNowhere))).toEqual([]);
    expect(
      [...pages.values()].flatMap(({ links }) => links).filter((link) => repositoryFile.test(link)).length,
    ).toBeGreaterThan(10);
  });

  it("has the headings' anchors that GitHub has, since our errors link to those", () => {
    const expected = githubAnchors([...pages.values()].map(({ headings }) => headings.map(([text]) => text)));
    expect([...pages.values()].map(({ headings }) => headings.map(([, id]) => id))).toEqual(expected);
  });

  it("shows every image, and says in words what is in it", () => {
    expect(faults(({ images }) => images.filter(({ loaded, alt }) => !loaded || alt === ""))).toEqual([]);
    expect(pages.get("")?.images.length).toBeGreaterThan(0);
  });

  it("draws every diagram", () => {
    const drawn = [...pages].filter(([, { diagrams }]) => diagrams > 0).map(([page]) => page);
    expect(drawn).toEqual(["", "docs/concepts.html"]);
    expect(faults(({ cutOff }) => cutOff)).toEqual([]);
  });

  it("fits a phone: only code, tables and diagrams are scrolled sideways, each for itself", () => {
    expect(faults(({ sticksOut }) => sticksOut)).toEqual([]);
  });

  it.each(["networkerror", "0002-00000226"])(
    "opens errors at the entry that a message names, %s",
    async (id) => {
      const { page } = await site.open(`docs/errors.html#${id}`, desktop);
      const top = () =>
        page.locator(`[id="${id}"]`).evaluate((heading) => heading.getBoundingClientRect().top);
      expect(await top()).toBeGreaterThan(0);
      expect(await top()).toBeLessThan(200);
    },
  );

  it("changes the language", async () => {
    const { page, complaints } = await site.open("docs/errors.html", desktop);
    const choose = async (language: string) => {
      await page.locator(".VPNavBarTranslations button").hover();
      await page.locator(".VPNavBarTranslations").getByRole("link", { name: language, exact: true }).click();
    };
    await choose("中文");
    await page.waitForURL(`${ADDRESS}zh/`);
    await choose("日本語");
    await page.waitForURL(`${ADDRESS}ja/`);
    await page.locator("html[lang=ja]").waitFor();
    await choose("English");
    await page.waitForURL(ADDRESS);
    expect(complaints).toEqual([]);
  });

  it.each(["", "zh/", "docs/cli.html"])("finds an error by its code from /%s", async (from) => {
    const { page, complaints } = await site.open(from, desktop);
    await page.locator(".VPNavBarSearch button").first().click();
    await page.locator("#localsearch-input").fill("BucketReplicationAlreadyExist");
    await page.locator(".VPLocalSearchBox .result").first().click();
    await page.waitForURL(`${ADDRESS}docs/errors.html#bucketreplicationalreadyexist`);
    expect(complaints).toEqual([]);
  });

  it("draws a diagram anew in the dark", async () => {
    const { page, complaints } = await site.open("docs/concepts.html", desktop);
    const light = await page.locator(".diagram").innerHTML();
    await page.locator(".VPNavBarAppearance button").click();
    await page.waitForFunction(
      // biome-ignore lint/suspicious/noExplicitAny: what the page has is not typed here.
      (before) => (globalThis as any).document.querySelector(".diagram").innerHTML !== before,
      light,
    );
    expect(complaints).toEqual([]);
  });
});

/** As GitHub makes them of the headings of each page. */
function githubAnchors(pages: string[][]): string[][] {
  const program = `
    import Slugger from "github-slugger";
    import { readFileSync } from "node:fs";
    const ofPage = (headings, slugger = new Slugger()) => headings.map((heading) => slugger.slug(heading));
    console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((page) => ofPage(page))));`;
  const input = JSON.stringify(pages);
  const options = { cwd: repository, input, encoding: "utf8" } as const;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", program], options));
}
