import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const repository = join(__dirname, "..", "..", "..");

/** The jobs of a workflow, and what the steps of one of them run and use. */
function workflow(name: string) {
  const { jobs } = parse(readFileSync(join(repository, ".github", "workflows", name), "utf8"));
  const stepsOf = (job: string): { run?: string; uses?: string }[] => jobs[job].steps;
  return {
    jobs,
    run: (job: string) => stepsOf(job).flatMap((step) => step.run ?? []),
    uses: (job: string) => stepsOf(job).flatMap((step) => step.uses ?? []),
  };
}

describe.each(["release.yml", "site.yml"])("%s", (name) => {
  const { jobs, run, uses } = workflow(name);

  it("runs nothing of the repository where there is the right to publish", () => {
    expect(Object.keys(jobs)).toEqual(["build", "publish"]);
    expect(jobs.build.permissions).toEqual({ contents: "read" });
    expect(uses("publish").filter((action) => action.startsWith("actions/checkout"))).toEqual([]);
    expect(run("publish").filter((text) => /npm (ci|install|run|exec)|npx|\.ci\/run/.test(text))).toEqual([]);
  });

  it("runs scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    const named = run("build").flatMap((text) =>
      [...text.matchAll(/npm run (\S+)/g)].map(([, name]) => name),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !((name as string) in scripts))).toEqual([]);
  });
});

it("what is released is what CI has tested", () => {
  expect(workflow("release.yml").run("build")).toContain(".ci/run");
});

it("the site has the right to write pages, and no other", () => {
  expect(workflow("site.yml").jobs.publish.permissions).toEqual({ pages: "write", "id-token": "write" });
});

it("the plugin is released under the name of each platform, as the CLI looks for it", () => {
  const text = workflow("release.yml").run("publish").join("\n");
  const copied = /for platform in ([^;]+); do cp "\$plugin\.tar\.gz" "\$plugin-\$platform\.tar\.gz"/.exec(
    text,
  )?.[1];
  const platforms = ["linux", "darwin", "windows"].flatMap((os) => [`${os}-amd64`, `${os}-arm64`]);
  expect(copied?.split(" ")).toEqual(platforms);
});
