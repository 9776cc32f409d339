import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { parseConfig } from "../../../emulator/config/read";
import { type CommandResult, start } from "../../../scripts/processes/command";
import { freePort } from "../../support/freePort";
import { block, repository } from "../../support/pages/pages";

const shown = (mark: string) => block("emulator/README.md", mark).text;

interface Job {
  env: Record<string, string>;
  /** One shell each. */
  steps: string[];
}

function githubJob(): Job {
  const { env, steps } = parse(shown("github")).jobs.test;
  return {
    env,
    steps: steps.flatMap(({ run, if: when }: Record<string, string>) => (run && !when ? [run] : [])),
  };
}

function gitlabJob(): Job {
  const { variables, before_script, script } = parse(shown("gitlab")).test;
  return { env: variables, steps: [[...before_script, ...script].join("\n")] };
}

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ci-page-"));
  const bin = join(folder, "node_modules", ".bin");
  mkdirSync(bin, { recursive: true });
  const emulator = join(repository, "emulator/bin/oss-replication-emulator.js");
  const started = `#!/bin/sh\necho $$ >emulator.pid\nexec node ${emulator} "$@"\n`;
  writeFileSync(join(bin, "oss-replication-emulator"), started, { mode: 0o755 });
  symlinkSync(join(repository, "provider/bin/oss-replication.js"), join(bin, "oss-replication"));
  writeFileSync(join(folder, "emulator.yaml"), shown("config"));
  const test = "oss-replication rules --bucket logs --region cn-hangzhou --json";
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: { test } }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The steps of a job as its runner takes them: a shell each, and what they left in the background goes on to the end. */
async function runJob({ env, steps }: Job): Promise<CommandResult> {
  const port = `${await freePort()}`;
  const own = Object.entries(env).map(([name, value]) => [name, value.replace("9900", port)] as const);
  const script = steps
    .map((step) => step.replace("npm ci", "true").replaceAll("9900", port))
    .map((step, n) => [join(folder, `${n}.sh`), step] as const);
  for (const [file, step] of script) writeFileSync(file, step);
  const all = script.map(([file]) => `bash -e ${file}`).join(" && ");
  const job = start("bash", ["-c", `${all}; code=$?; kill $(cat emulator.pid); exit $code`], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...Object.fromEntries(own) },
    timeoutMs: 60_000,
  });
  return job.done;
}

test.each([
  ["GitHub Actions", githubJob],
  ["GitLab", gitlabJob],
])("the job that the page shows for %s finds the emulator and what its config has", async (_, job) => {
  const { exitCode, stdout, stderr } = await runJob(job());
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  expect(stdout).toContain('{"status":"ok"}');
  expect(stdout).toContain("to-beijing");
  expect(existsSync(join(folder, "requests.log"))).toBe(true);
});

test("the page names every setting that a config can have", () => {
  const { switches, ...config } = parseConfig(shown("config"));
  expect(Object.keys(config).sort()).toEqual(["accounts", "buckets", "locations", "timeScale", "timings"]);
  expect(switches).toBeDefined();
});

test("both jobs set the same, and the keys are those that the config accepts", () => {
  expect(githubJob().env).toEqual(gitlabJob().env);
  const [account] = parseConfig(shown("config")).accounts ?? [];
  const { OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET } = githubJob().env;
  expect([OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET]).toEqual([
    account?.accessKeyId,
    account?.accessKeySecret,
  ]);
});
