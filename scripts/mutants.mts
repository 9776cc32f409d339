import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { options, PLACES } from "./mutants/options.mjs";

const usage = `npm run mutants                   all of provider/oss, lifecycle and review
npm run mutants -- PATH...        these files, folders, or lines of a file (FILE:10-20)
npm run mutants -- --since main   the files of it that differ from a branch or commit
  --again                         also mutants that are known from a run before, with nothing changed since`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { since: { type: "string" }, again: { type: "boolean" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const { since, again = false } = values;
  const paths = [...positionals.map(filesIn), ...(since === undefined ? [] : changedSince(since))];
  if (since !== undefined && paths.length === 0)
    return console.log("mutants: none of their files has changed");
  const mutate = paths.length > 0 ? paths : PLACES;
  await new Stryker({ ...options, force: again, mutate }).runMutationTest();
}

function filesIn(path: string): string {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? `${path.replace(/\/$/, "")}/**/*.ts` : path;
}

/** The files to be mutated that differ from where the branch began, committed or not. */
function changedSince(ref: string): string[] {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim().split("\n");
  const [began = ""] = git("merge-base", ref, "HEAD");
  const places = PLACES.map((pattern) => `:(glob)${pattern}`);
  const changed = git("diff", "--name-only", "--diff-filter=d", began, "--", ...places);
  const added = git("ls-files", "--others", "--exclude-standard", "--", ...places);
  return [...changed, ...added].filter((path) => path !== "");
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
