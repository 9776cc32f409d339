import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { block } from "../../support/pages/pages";

export const README = join(__dirname, "..", "..", "..", "README.md");

export const readme = () => readFileSync(README, "utf8");

/** What stands between two of the README's marks. */
export function between(from: string, to: string): string {
  return readme().split(`<!-- ${from} -->\n`)[1]?.split(to)[0] ?? "";
}

/** The text of the code block that follows a mark. */
export const fenced = (mark: string) => block("README.md", mark).text;

/** The program of the README as Node.js runs it. */
export function javascript(program = fenced("program")): string {
  return ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS } }).outputText;
}
