import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A package, as far as a reader of its licence needs to know it. */
export interface Licensed {
  name: string;
  version: string;
  licence: string;
  author: string;
  /** Of its own files; empty where it has none. */
  text: string;
}

/** What the package in this folder says of its licence. */
export function licenceIn(folder: string): Licensed {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file));
  return {
    name,
    version,
    licence: typeof license === "string" ? license : "unknown",
    author: (typeof author === "string" ? author : author?.name) ?? "its authors",
    text: files
      .sort()
      .map((file) => readFileSync(join(folder, file), "utf8").trim())
      .join("\n\n"),
  };
}

/** The page that goes with a bundle: each package in it once, with its licence. */
export function licencePage(packages: readonly Licensed[]): string {
  const line = "=".repeat(80);
  const section = ({ name, version, licence, author, text }: Licensed) =>
    [
      line,
      `${name} ${version}, ${licence}`,
      line,
      "",
      text || `Copyright ${author}. Licence: ${licence}.`,
    ].join("\n");
  const unique = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  const intro =
    "This plugin is licensed as LICENSE says. Its JavaScript file also has the following packages in it, as they were published.";
  return `${[intro, ...sorted.map(section)].join("\n\n")}\n`;
}
