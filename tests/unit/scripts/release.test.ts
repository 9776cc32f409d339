import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const repository = join(__dirname, "..", "..", "..");
const { jobs } = parse(readFileSync(join(repository, ".github", "workflows", "release.yml"), "utf8"));
const stepsOf = (job: string): { run?: string; uses?: string }[] => jobs[job].steps;

it("nothing of the repository is run where there is the right to publish", () => {
  expect(Object.keys(jobs)).toEqual(["build", "publish"]);
  expect(jobs.build.permissions).toEqual({ contents: "read" });
  const uses = stepsOf("publish").flatMap((step) => step.uses ?? []);
  expect(uses.filter((action) => action.startsWith("actions/checkout"))).toEqual([]);
  const run = stepsOf("publish").flatMap((step) => step.run ?? []);
  expect(run.filter((text) => /npm (ci|install|run|exec)|npx|\.ci\/run/.test(text))).toEqual([]);
});

it("what is built is what CI has tested, by scripts that there are", () => {
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  const run = stepsOf("build").flatMap((step) => step.run ?? []);
  expect(run.indexOf(".ci/run")).toBeGreaterThanOrEqual(0);
  const named = run.flatMap((text) => [...text.matchAll(/npm run (\S+)/g)].map(([, name]) => name));
  expect(named.filter((name) => !((name as string) in scripts))).toEqual([]);
});
