import { posix } from "node:path";

/** Where the repository is shown, and with it whatever is no page of the site. */
export const REPOSITORY = "https://github.com/pulumi-oss-replication/pulumi-oss-replication";

/** The folders whose Markdown files are pages, beside those of the root. */
export const FOLDERS = ["docs", "emulator", "examples"];

export type Kind = "file" | "folder" | undefined;

/** What the sidebar shows under one title. */
export interface Group {
  text: string;
  items: { text: string; link: string }[];
}

/** Where a page stands on the site: a README is the first page of its folder, or of its language. */
export function addressOf(file: string): string {
  return file.replace(/^README\.(\w+)\.md$/, "$1/index.md").replace(/README\.md$/, "index.md");
}

/** A link of a page as the site needs it: to a page of the site, or else to the repository. */
export function linkOnSite(link: string, page: string, kindOf: (path: string) => Kind): string {
  const url = new URL(link, `file:///${page}`);
  if (url.protocol !== "file:" || link.startsWith("#")) return link;
  const path = decodeURI(url.pathname).replace(/^\/|\/$/g, "");
  const kind = kindOf(path);
  if (!kind) return link;
  const target = kind === "folder" ? posix.join(path, "README.md") : path;
  if (isPage(target) && kindOf(target) === "file") return `/${encodeURI(addressOf(target))}${url.hash}`;
  return `${REPOSITORY}/${kind === "folder" ? "tree" : "blob"}/main/${encodeURI(path)}${url.hash}`;
}

function isPage(file: string): boolean {
  const [folder = "", ...inside] = file.split("/");
  return file.endsWith(".md") && (inside.length === 0 || FOLDERS.includes(folder));
}

/** "All pages" of a README: of its tables the rows that begin with links. */
export function allPages(readme: string): Group[] {
  return [...readme.matchAll(/^\| (\[.+) \| (.+) \|$/gm)].map(([, links = "", text = ""]) => ({
    text,
    items: [...links.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, name = "", file = ""]) =>
      item(name, file),
    ),
  }));
}

export function item(text: string, file: string): Group["items"][number] {
  return { text, link: `/${addressOf(file).replace(/index\.md$/, "")}` };
}

/** The heading at the top of a page. */
export function titleOf(page: string): string {
  return /^# (.+)$/m.exec(page)?.[1] ?? "";
}
