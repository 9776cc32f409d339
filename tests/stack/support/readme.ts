import { readFileSync } from "node:fs";
import { join } from "node:path";

export const README = join(__dirname, "..", "..", "..", "README.md");

export const readme = () => readFileSync(README, "utf8");

/** What stands between two of the README's marks. */
export function between(from: string, to: string): string {
  return readme().split(`<!-- ${from} -->\n`)[1]?.split(to)[0] ?? "";
}

/** The text of the code block that follows a mark. */
export function fenced(mark: string): string {
  return between(mark, "\n```\n").replace(/^```\w*\n/, "");
}
