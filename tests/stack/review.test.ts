import { readFileSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { start } from "../../scripts/processes/command";
import { Posters } from "../unit/review/support/poster";
import { review } from "../unit/review/support/previews";
import { alicloudRule, installAlicloud } from "./support/alicloud";
import type { Project } from "./support/project";
import { newWorld, rule, text, type World } from "./support/world";

const repository = join(__dirname, "..", "..");

const withRtc = (args: Record<string, unknown>, status = "enabled") =>
  text(`const r = ${rule(args)} new oss.ReplicationRtc("rtc", { rule: r, status: "${status}" });`);
const appOnly = { prefixSet: { prefixes: ["app/"] } };
const appAndAudit = { prefixSet: { prefixes: ["app/", "audit/"] } };

let world: World;
beforeAll(async () => {
  world = await newWorld();
});

async function reviewed(project: Project, program: string, args: string[] = []) {
  project.setProgram(program);
  const { stdout } = await project.previewJson(args);
  const { out } = await review(stdout, ["--format", "json"]);
  return JSON.parse(out);
}

const told = ({ changes }: { changes: { kind: string; resource: string; risks: { reason: string }[] }[] }) =>
  changes.map(({ kind, resource, risks }) => [kind, resource, ...risks.map(({ reason }) => reason)]);

it("tells the life of a rule from real previews", async () => {
  const project = world.project("");
  const creation = await reviewed(project, withRtc(appAndAudit));
  expect(told(creation)).toEqual([
    ["started", "rule", "deletes-replicated", "history-copied"],
    ["rtc-enabled", "rtc", "rtc-billed"],
  ]);
  expect(creation).toMatchObject({
    highest: "medium",
    changes: [{ sourceBucket: "src", targetBucket: "dst" }, {}],
  });
  await project.up();

  expect(told(await reviewed(project, withRtc(appAndAudit)))).toEqual([]);

  const prefix = await reviewed(project, withRtc(appOnly));
  expect(told(prefix)).toEqual([
    ["recreated", "rule", "gap", "prefix-dropped", "rule-recreated", "deletes-replicated", "history-copied"],
    ["rtc-recreated", "rtc", "rtc-billed"],
  ]);
  expect(prefix.changes[0]).toMatchObject({ sourceBucket: "src", gap: { timeout: "30m" } });
  expect(prefix.changes[0].sentence).toContain("is recreated because prefixSet changes");
  expect(prefix.changes[0].sentence).toContain("objects under audit/ are no longer copied");
  expect(prefix.changes[1].sentence).toContain("is recreated with the rule");
  const inSteps = await reviewed(project, withRtc(appOnly), ["--show-replacement-steps"]);
  expect(inSteps).toEqual(prefix);

  const target = await reviewed(
    project,
    withRtc({ ...appAndAudit, destination: { bucket: "dst2", location: "oss-cn-beijing" } }),
  );
  expect(told(target)[0]).toEqual([
    "recreated",
    "rule",
    "replication-stops",
    "rule-recreated",
    "deletes-replicated",
    "history-copied",
  ]);
  expect(target.changes[0].gap).toBeUndefined();

  const off = await reviewed(project, withRtc(appAndAudit, "disabled"));
  expect(told(off)).toEqual([["rtc-disabled", "rtc", "rtc-ends"]]);

  const deletion = await reviewed(project, text(""));
  expect(told(deletion)).toEqual([
    ["stopped", "rule", "replication-stops"],
    ["rtc-disabled", "rtc", "rtc-ends"],
  ]);
  expect(deletion.changes[1].sentence).toContain("the rule is deleted, too");
  await project.destroy();
});

it("tells what the engine's options make of it", async () => {
  const options = (opts: string, args = {}) => text(rule({ bucket: "src2", ...args }, { opts }));
  const project = world.project("");
  project.setProgram(options("{ retainOnDelete: true }"));
  await project.up();
  expect(told(await reviewed(project, text("")))).toEqual([["released", "rule"]]);
  expect(
    told(await reviewed(project, options("{ retainOnDelete: true }", { timeouts: { delete: "1h" } }))),
  ).toEqual([["updated", "rule"]]);
  const component = (type: string) =>
    `class C extends pulumi.ComponentResource { constructor(n) { super("my:index:C", n); ${type} } } new C("c");`;
  const inside = text(
    component(
      rule(
        { bucket: "src2", destination: { bucket: "dst2", location: "oss-cn-beijing" } },
        { opts: "{ parent: this }" },
      ),
    ),
  );
  const { changes, others } = await reviewed(project, inside);
  expect(changes.map(({ kind }: { kind: string }) => kind).sort()).toEqual(["released", "started"]);
  expect(others).toEqual({ create: 1 });
});

it("never takes a preview that failed for one without changes", async () => {
  const project = world.project("");
  for (const program of [text('throw new pulumi.RunError("hm");'), text(rule({ action: "Put" }))]) {
    project.setProgram(program);
    const { stdout } = await project.previewJson([], "failure");
    const { code, out, err } = await review(stdout);
    expect(code).toBe(1);
    expect(err).toContain("The preview failed");
    expect(out).toMatch(/\*\*The preview failed, so there is nothing to review:\*\*\n\n- /);
  }
});

it("warns where a resource of @pulumi/alicloud takes the rule with it", async () => {
  const { emulator, project: projectOf } = await newWorld();
  const id = emulator.addRule("src", { destination: { bucket: "dst", location: "oss-cn-beijing" } });
  const project = projectOf("");
  installAlicloud(project);
  project.setProgram(text(alicloudRule(id)));
  await project.up();
  const adopting = rule({ adopt: id });

  expect(told(await reviewed(project, text(adopting)))).toEqual([
    ["stopped", "theirs", "rule-lost", "replication-stops"],
    ["adopted", "rule", "rule-lost"],
  ]);
  expect(told(await reviewed(project, text(adopting + alicloudRule(id)), ["--show-sames"]))).toEqual([
    ["adopted", "rule", "rule-shared"],
  ]);
  expect(told(await reviewed(project, text(adopting + alicloudRule(id, { action: "PUT" }))))).toEqual([
    ["recreated", "theirs", "rule-lost", "replication-stops", "rule-shared"],
    ["adopted", "rule", "rule-lost", "rule-shared"],
  ]);

  project.setProgram(text(alicloudRule(id, {}, "{ retainOnDelete: true }")));
  await project.up();
  const letGo = await reviewed(project, text(adopting));
  expect(told(letGo).sort()).toEqual([
    ["adopted", "rule"],
    ["released", "theirs"],
  ]);
  expect(letGo.highest).toBeNull();
});

it("begins with what was not checked, and tells a rule that is taken over", async () => {
  const { project: projectOf } = await newWorld();
  const project = projectOf(rule());
  await project.up();
  await project.run([
    "state",
    "delete",
    "--yes",
    "urn:pulumi:dev::test::pulumi-nodejs:dynamic/oss:ReplicationRule::rule",
  ]);
  const takeover = await reviewed(project, text(rule()));
  expect(told(takeover)).toEqual([["adopted", "rule"]]);
  expect(takeover).toMatchObject({ highest: null, notChecked: [], notes: [] });
  expect(takeover.changes[0].sentence).toContain("is taken over as it is: nothing is written");

  const unchecked = { reason: "not-checked", level: "medium" };
  project.env.OSS_ENDPOINT = "http://127.0.0.1:9";
  expect(await reviewed(project, text(rule()))).toMatchObject({
    highest: "medium",
    notChecked: [{ ...unchecked, text: expect.stringMatching(/bucket src .*ECONNREFUSED/) }],
  });
  project.setConfig("oss:checks", "off");
  const off = await project.previewJson(["--color", "always"]);
  expect((await review(off.stdout)).out).toMatch(
    /^<!-- oss-replication review: test\/dev -->\n\n## OSS replication review: `test\/dev`\n\n\*\*Nothing was checked at OSS, .*\n\n- medium, not-checked: nothing was checked, /,
  );
});

it("shows no secret", async () => {
  const secretly = (args: Record<string, unknown>) =>
    text(rule(args).replaceAll(/"(hush[^"]*|dst2)"/g, (value) => `pulumi.secret(${value})`));
  const project = world.project("");
  const args = (more: string) => ({
    bucket: "near",
    destination: { bucket: "dst2", location: "oss-cn-beijing" },
    syncRole: `hush-role${more}`,
    prefixSet: { prefixes: [`hush-prefix${more}/`] },
  });
  async function reviewsOf(program: string) {
    project.setProgram(program);
    const { stdout } = await project.previewJson();
    const formats = ["markdown", "json", "text"].map((format) => review(stdout, ["--format", format]));
    return (await Promise.all(formats)).map(({ out }) => out);
  }
  const creation = await reviewsOf(secretly(args("1")));
  await project.up();
  const replacement = await reviewsOf(secretly(args("2")));
  const deletion = await reviewsOf(text(""));
  expect(creation[0]).toContain("from bucket `near` to bucket (secret)");
  expect(replacement[0]).toContain(
    "is recreated because `prefixSet` and `syncRole` change: the old rule is removed",
  );
  for (const out of [...creation, ...replacement, ...deletion]) {
    expect(out).toContain("(secret)");
    expect(out).not.toMatch(/hush|dst2/);
  }
  await project.destroy();
});

describe("the scripts of examples/gitops", () => {
  const marker = (name: string) => `<!-- oss-replication review: ${name}/dev -->`;
  const github = { PULL_REQUEST: "7", GITHUB_REPOSITORY: "me/shop", COMMIT: "3f2c" };
  const gitlab = {
    CI_MERGE_REQUEST_IID: "7",
    CI_PROJECT_ID: "3",
    CI_API_V4_URL: "https://gitlab.example/api/v4",
    GITLAB_TOKEN: "hush",
    GITLAB_CI: "true",
    CI_COMMIT_SHA: "3f2c",
    CI_JOB_URL: "https://gitlab.example/me/shop/-/jobs/5",
  };
  const notes = "https://gitlab.example/api/v4/projects/3/merge_requests/7/notes";

  function posters(project: Project): Posters {
    const made = new Posters(join(project.folder, "bin"));
    symlinkSync(
      join(repository, "provider", "bin", "oss-replication.js"),
      join(made.folder, "oss-replication"),
    );
    return made;
  }

  function script(
    project: Project,
    { folder }: Posters,
    env: Record<string, string>,
    name = "review",
    options: string[] = [],
  ) {
    return start("sh", [join(repository, "examples", "gitops", `${name}.sh`), ...options, "dev"], {
      cwd: join(project.folder, "program"),
      env: { ...project.env, PATH: [folder, project.env.PATH].join(delimiter), ...env },
      timeoutMs: 120_000,
    }).done;
  }

  it.each([
    ["GitHub", github, "repos/me/shop/issues/7/comments", "PATCH", "repos/me/shop/issues/comments/2", ""],
    ["GitLab", gitlab, notes, "PUT", `${notes}/2`, `, [run](${gitlab.CI_JOB_URL})`],
  ])("posts on %s, then rewrites its own comment, and is a gate", async (_, env, list, method, own, run) => {
    const project = world.project(rule());
    const made = posters(project);
    const chat = Array.from({ length: 199 }, (_, at) => ({ id: 1_000 + at, body: "hello" }));
    const ofAnotherProject = { id: 1, body: `${marker("other")}\n` };
    const ofSomebodyElse = { id: 3, body: `${marker("test")}\n`, author: "mallory" };
    made.setComments([ofSomebodyElse, ofAnotherProject, ...chat]);
    const passed = await script(project, made, env);
    expect(passed).toMatchObject({ exitCode: 0, stdout: "" });
    expect(passed.output).not.toContain("hush");
    made.setComments([ofSomebodyElse, ofAnotherProject, ...chat, { id: 2, body: `${marker("test")}\n` }]);
    expect(await script(project, made, { ...env, FAIL_ON: "medium" })).toMatchObject({ exitCode: 3 });
    project.setProgram(text(rule({ action: "Put" })));
    const failed = await script(project, made, env);
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toContain("The preview failed");
    const head = `${marker("test")}\n\n## OSS replication review: \`test/dev\`\n\nOf stack \`dev\` of project \`test\`, commit \`3f2c\`${run}\n\n`;
    expect(made.posted()).toEqual([
      { method: "POST", address: list, body: expect.stringContaining(`${head}**1 rule starts.**`) },
      { method, address: own, body: expect.stringContaining(`${head}**1 rule starts.**`) },
      {
        method,
        address: own,
        body: expect.stringContaining("**The preview failed, so there is nothing to review:**"),
      },
    ]);
  });

  it("replace what was said, whatever the preview printed, by its failure", async () => {
    const project = world.project("");
    const made = posters(project);
    made.setComments([{ id: 2, body: `${marker("test")}\n` }]);
    writeFileSync(join(made.folder, "pulumi"), "#!/bin/sh\necho crashed; exit 255\n", { mode: 0o755 });
    const crashed = await script(project, made, github);
    expect(crashed.exitCode).toBe(1);
    expect(made.posted()).toMatchObject([{ method: "PATCH" }]);
    const [{ body } = { body: "" }] = made.posted();
    expect(body.split("\n")[0]).toBe(marker("test"));
    expect(body).toContain(
      "**The preview failed, so there is nothing to review: it ended with exit code 255.",
    );
  });

  const notReviewed = expect.stringContaining("**The last commit, `3f2c`, was not reviewed.**");

  it.each([
    ["GitHub", github, "PATCH", "repos/me/shop/issues/comments/2"],
    ["GitLab", gitlab, "PUT", `${notes}/2`],
  ])("leave no review of an earlier commit on %s, however they end", async (_, env, method, own) => {
    const project = world.project("");
    const made = posters(project);
    const commands = {
      pulumi: (code: string) => writeFileSync(join(made.folder, "pulumi"), code, { mode: 0o755 }),
      review: (code: string) => writeFileSync(join(made.folder, "oss-replication"), code, { mode: 0o755 }),
    };
    commands.pulumi("#!/bin/sh\necho crashed; exit 255\n");
    made.setComments([
      { id: 1, body: "hello" },
      { id: 3, body: `${marker("test")}\n`, author: "mallory" },
      { id: 2, body: `${marker("test")}\n` },
    ]);
    const saidSo = { method, address: own, body: notReviewed };
    expect(await script(project, made, { ...env, FAIL_ON: "hihg" })).toMatchObject({ exitCode: 2 });
    unlinkSync(join(made.folder, "oss-replication"));
    commands.review("#!/bin/sh\nexit 134\n");
    expect(await script(project, made, env)).toMatchObject({ exitCode: 134 });
    commands.review("#!/bin/sh\nexit 1\n");
    expect(await script(project, made, env)).toMatchObject({ exitCode: 1 });
    expect(made.posted()).toEqual([saidSo, saidSo, saidSo]);
  });

  it("say after a job that failed before them what was not reviewed, and not after one that posted", async () => {
    const project = world.project("");
    const made = posters(project);
    const env = { ...github, POSTED: join(project.folder, "posted") };
    expect(await script(project, made, env, "review", ["--not-reviewed"])).toMatchObject({ exitCode: 0 });
    expect(made.posted()).toMatchObject([{ method: "POST", body: notReviewed }]);
    expect(await script(project, made, env, "review", ["--not-reviewed"])).toMatchObject({ exitCode: 0 });
    expect(made.posted()).toHaveLength(1);
  });

  it.each([
    ["GitHub", github],
    ["GitLab", gitlab],
  ])("post nothing of a commit on %s that is no longer the last", async (_, env) => {
    const project = world.project("");
    const made = posters(project);
    made.setNewest("4a1b");
    const { exitCode, stderr } = await script(project, made, { ...env, FAIL_ON: "hihg" });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Not posted: 3f2c is no longer the last commit");
    expect(made.posted()).toEqual([]);
  });

  it("update nothing after a merge where the branch has gone on", async () => {
    const project = world.project("");
    const made = posters(project);
    const calls = join(project.folder, "calls");
    const stub = (name: string, code: string) =>
      writeFileSync(join(made.folder, name), `#!/bin/sh\n${code}\n`, { mode: 0o755 });
    stub("pulumi", `echo "$1" >>"${calls}"; echo '{"changeSummary":{"same":1},"steps":[]}'`);
    stub("git", 'echo "4a1b\trefs/heads/main"');
    const late = await script(project, made, { BRANCH: "main", COMMIT: "3f2c" }, "merge");
    expect(late).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining("3f2c is no longer the last"),
    });
    expect(readFileSync(calls, "utf8")).toBe("preview\n");
    expect(await script(project, made, { BRANCH: "main", COMMIT: "4a1b" }, "merge")).toMatchObject({
      exitCode: 0,
    });
    expect(readFileSync(calls, "utf8")).toBe("preview\npreview\nup\n");
  });

  it("give the key that writes to the update alone, and no group of runs to two workflows", () => {
    const folder = join(repository, "examples", "gitops");
    const workflow = (name: string) =>
      readFileSync(join(folder, ".github", "workflows", `replication-${name}.yml`), "utf8");
    const workflows = ["review", "drift", "update"].map(workflow);
    const jobs = readFileSync(join(folder, ".gitlab-ci.yml"), "utf8")
      .split(/^(?=replication )/m)
      .slice(1);
    for (const all of [workflows, jobs]) {
      const update = all.filter((text) => /^(name: )?replication update/m.test(text));
      const readers = all.filter((text) => !update.includes(text));
      expect([update, readers].map(({ length }) => length)).toEqual([1, 2]);
      expect(readers.join()).not.toMatch(/OSS_WRITE_|environment:/);
      expect(update.join()).not.toContain("OSS_READ_");
      expect(update.join()).toContain("environment: replication");
    }
    const groups = workflows.map((text) => /group: (\S+)/.exec(text)?.[1]);
    expect(new Set(groups).size).toBe(3);
  });

  it("make no comment where nothing changes, and rewrite one that there is", async () => {
    const project = world.project("");
    const made = posters(project);
    expect((await script(project, made, github)).exitCode).toBe(0);
    expect(made.posted()).toEqual([]);
    made.setComments([{ id: 2, body: `${marker("test")}\n` }]);
    expect((await script(project, made, github)).exitCode).toBe(0);
    expect(made.posted()).toMatchObject([
      { method: "PATCH", body: expect.stringContaining("**Replication does not change.**") },
    ]);
  });

  it("print the review where there is nothing to post it on", async () => {
    const project = world.project(rule());
    expect((await script(project, posters(project), {})).stdout).toContain("**1 rule starts.**");
  });

  it("update after a merge, and tell what the update does; drift is found and changes nothing", async () => {
    const { emulator, project: projectOf } = await newWorld();
    const project = projectOf(rule({ prefixSet: { prefixes: ["a/"] } }));
    const made = posters(project);
    const summary = join(project.folder, "summary.md");
    const inSummary = { GITHUB_STEP_SUMMARY: summary };
    expect(await script(project, made, { ...inSummary, FAIL_ON: "low" }, "merge")).toMatchObject({
      exitCode: 3,
    });
    expect(emulator.rules("src")).toEqual([]);
    expect(await script(project, made, inSummary, "merge")).toMatchObject({ exitCode: 0 });
    expect(readFileSync(summary, "utf8").match(/\*\*1 rule starts\.\*\*/g)).toHaveLength(2);
    const [there] = emulator.rules("src");
    expect(there).toMatchObject({ prefixes: ["a/"] });

    const calm = await script(project, made, {}, "drift");
    expect(calm.exitCode).toBe(0);
    expect(calm.stdout).toContain("**OSS is as the program's last state has it; 1 rule was read.**");
    emulator.changeRule("src", there?.id as string, { prefixes: ["b/"] });
    const drifted = await script(project, made, inSummary, "drift");
    expect([drifted.exitCode, drifted.stdout]).toEqual([3, ""]);
    expect(readFileSync(summary, "utf8")).toContain("**1 rule differs at OSS.** Highest risk: **high**.");
    project.setProgram(text(rule({ action: "Put" })));
    expect(await script(project, made, {}, "merge")).toMatchObject({ exitCode: 1 });
    expect(emulator.rules("src")).toMatchObject([{ id: there?.id, prefixes: ["b/"] }]);
  });
});
