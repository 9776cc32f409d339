import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { slug } from "github-slugger";
import { type DefaultTheme, defineConfig, type MarkdownRenderer, type Plugin } from "vitepress";
import { LANGUAGES, type Language } from "../languages.js";
import { addressOf, allPages, FOLDERS, item, type Kind, linkOnSite, REPOSITORY, titleOf } from "../pages.js";

const repository = join(import.meta.dirname, "..", "..");
const textOf = (...path: string[]) => readFileSync(join(repository, ...path), "utf8");

/** Two buckets and what goes from one to the other. */
const icon =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke='%23ff6a00' stroke-width='2'><circle cx='4' cy='4' r='3'/><circle cx='12' cy='12' r='3'/><path d='M6 6l4 4'/></svg>";

export default defineConfig({
  title: "pulumi-oss-replication",
  base: "/pulumi-oss-replication/",
  head: [["link", { rel: "icon", href: icon }]],
  srcDir: repository,
  srcExclude: [`!(${FOLDERS.join("|")})/**/*.md`],
  rewrites: addressOf,
  locales: Object.fromEntries(
    Object.entries(LANGUAGES).map(([folder, language]) => [folder, locale(language)]),
  ),
  themeConfig: {
    socialLinks: [{ icon: "github", link: REPOSITORY }],
    // A language has no page but its README.
    i18nRouting: false,
    search: {
      provider: "local",
      options: {
        locales: Object.fromEntries(
          Object.entries(LANGUAGES).map(([folder, language]) => [folder, { translations: search(language) }]),
        ),
      },
    },
  },
  markdown: {
    // Braces are text at GitHub.
    attrs: false,
    anchor: { slugify: (heading) => slug(heading) },
    config: (md) => {
      linksOnSite(md);
      diagrams(md);
    },
  },
  vite: { plugins: [oneSearchIndex()], build: { chunkSizeWarningLimit: 2_000 } },
});

function locale(language: Language) {
  const { lang, label, description } = language;
  const themeConfig: DefaultTheme.Config = {
    sidebar: sidebar(language),
    outline: { level: "deep", label: language.outline },
    docFooter: { prev: language.previous, next: language.next },
    sidebarMenuLabel: language.menu,
    returnToTopLabel: language.toTop,
    langMenuLabel: language.languages,
    darkModeSwitchLabel: language.appearance,
    lightModeSwitchTitle: language.toLight,
    darkModeSwitchTitle: language.toDark,
  };
  return { lang, label, description, themeConfig };
}

/** In the order of the README's table of all pages. */
function sidebar({ readme, emulatorAndExamples, emulator }: Language): DefaultTheme.SidebarItem[] {
  const examples = readdirSync(join(repository, "examples")).filter(
    (name) => kindOf(`examples/${name}/README.md`) === "file",
  );
  const items = examples.map((name) =>
    item(titleOf(textOf("examples", name, "README.md")), `examples/${name}/README.md`),
  );
  return [
    item("README", readme),
    ...allPages(textOf(readme)),
    { text: emulatorAndExamples, items: [item(emulator, "emulator/README.md"), ...items] },
  ];
}

function search(language: Language): DefaultTheme.LocalSearchOptions["translations"] {
  return {
    button: { buttonText: language.search, buttonAriaLabel: language.search },
    modal: {
      noResultsText: language.noResults,
      resetButtonTitle: language.clear,
      displayDetails: language.details,
      backButtonTitle: language.close,
      footer: {
        selectText: language.select,
        navigateText: language.navigate,
        closeText: language.close,
      },
    },
  };
}

function linksOnSite(md: MarkdownRenderer): void {
  md.core.ruler.push("links-on-site", ({ tokens, env }) => {
    const page = relative(repository, env.realPath ?? env.path);
    for (const token of tokens.flatMap(({ children }) => children ?? []))
      if (token.type === "link_open")
        token.attrSet("href", linkOnSite(token.attrGet("href") ?? "", page, kindOf));
  });
}

function kindOf(path: string): Kind {
  const found = statSync(join(repository, path), { throwIfNoEntry: false });
  return found && (found.isDirectory() ? "folder" : "file");
}

/** What GitHub draws is drawn here, too. */
function diagrams(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info = "", content = "" } = tokens[index] ?? {};
    if (info.trim() === "mermaid") return `<Mermaid source="${encodeURIComponent(content)}" />`;
    return fence?.(tokens, index, options, env, self) ?? "";
  };
}

/** Who reads the README in another language looks for what stands in the English pages. */
function oneSearchIndex(): Plugin {
  const [own, generated] = ["\0one-search-index", "@localSearchIndex"];
  return {
    name: "one-search-index",
    enforce: "pre",
    resolveId: (id, importer) => (id === generated && importer !== own ? own : undefined),
    load: (id) =>
      id === own
        ? `import all from "${generated}"; export default { ${Object.keys(LANGUAGES).map((folder) => `${folder}: all.root`)} };`
        : undefined,
  };
}
