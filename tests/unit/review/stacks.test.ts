import {
  create,
  preview,
  remove,
  review,
  ruleInputs,
  type StepJson,
  stream,
  urn,
  withoutPicture,
} from "./support/previews";

const inStack = (stack: string, ...steps: StepJson[]) =>
  preview(steps).replaceAll("urn:pulumi:dev::shop::", `urn:pulumi:${stack}::shop::`);
const stackOf = { op: "same", urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev" };
const stops = remove(ruleInputs());
const starts = create(ruleInputs());
const failed = JSON.stringify({
  steps: [{ op: "same", urn: stackOf.urn }],
  diagnostics: [
    { severity: "error", message: "error: no bucket *of* <b>that</b> name\n" },
    { severity: "error", message: "error: no bucket *of* <b>that</b> name\n" },
  ],
});

/** Files by their names, reviewed in this order. */
function reviewFiles(files: Record<string, string>, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  return review("", [...Object.keys(files), ...args], { file: (path) => stream(files[path] as string), env });
}

describe("the heading", () => {
  const github = {
    GITHUB_ACTIONS: "true",
    GITHUB_SHA: "3f2c9d",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "me/shop",
    GITHUB_RUN_ID: "17",
  };
  const gitlab = {
    GITLAB_CI: "true",
    CI_COMMIT_SHA: "3f2c9d",
    CI_JOB_URL: "https://gitlab.example/me/shop/-/jobs/5",
  };
  const head = async (args: string[], env: NodeJS.ProcessEnv = {}) => {
    const { out } = await review(preview([stackOf]), args, { env });
    return out.split("\n\n").slice(0, 3);
  };

  it("names project and stack, and hides what later runs find the comment by", async () => {
    expect((await head([])).slice(0, 2)).toEqual([
      "<!-- oss-replication review: shop/dev -->",
      "## OSS replication review: `shop/dev`",
    ]);
  });

  it.each([
    ["GitHub Actions", github, "Of commit `3f2c9d`, [run](https://github.com/me/shop/actions/runs/17)"],
    ["GitLab CI", gitlab, "Of commit `3f2c9d`, [run](https://gitlab.example/me/shop/-/jobs/5)"],
    ["GitHub Actions without an address", { ...github, GITHUB_RUN_ID: "" }, "Of commit `3f2c9d`"],
    [
      "no workflow",
      { ...github, ...gitlab, GITHUB_ACTIONS: "", GITLAB_CI: "" },
      "**Replication does not change.** Highest risk: **none**.\n",
    ],
  ])("names commit and run as the environment of %s says", async (_, env, text) => {
    expect((await head([], env))[2]).toBe(text);
  });

  it("names what is given before what the environment says", async () => {
    const given = ["--name", "the shop", "--commit", "abc", "--run", "https://ci.example:8443/r/1"];
    expect(await head(given, github)).toEqual([
      "<!-- oss-replication review: the shop -->",
      "## OSS replication review: `the shop`",
      "Of stack `dev` of project `shop`, commit `abc`, [run](https://ci.example:8443/r/1)",
    ]);
  });

  it.each([
    "javascript:alert(1)",
    "https://x/)[y](https://z",
    "https://u:p@x/",
    "https://x/?a=b&c",
    "https://x/\u202e",
  ])("makes no link of %s", async (run) => {
    const text = (await head(["--run", run]))[2];
    expect(text).toMatch(/^Of run `[^`\n]+`$/);
    expect(text).not.toMatch(/:\/\/|[\u202e@&[]/);
  });

  it("of two stacks is never the same, and no name ends the comment that is hidden", async () => {
    const markers = await Promise.all(
      ["a b", "a/b", "a_b", "a%20b", "a--><script>", "ä", "a\nb", ""].map(
        async (name) => (await head(["--name", name]))[0],
      ),
    );
    expect(new Set(markers).size).toBe(markers.length);
    for (const marker of markers) expect(marker).toMatch(/^<!-- oss-replication review: [\w./ %;-]* -->$/);
  });

  it("is short where nothing tells whose preview it is", async () => {
    expect((await review(preview([]))).out).toMatch(/^## OSS replication review\n\n\*\*Rep/);
  });
});

describe("a preview that failed", () => {
  it("is told as such in place of a review, and where an earlier one stands", async () => {
    const { code, out, err } = await review(failed);
    expect(code).toBe(1);
    expect(out).toBe(`\
<!-- oss-replication review: shop/dev -->

## OSS replication review: \`shop/dev\`

**The preview failed, so there is nothing to review:**

- no bucket \`*of*\` \`\\u{3c}b\\u{3e}that\\u{3c}/b\\u{3e}\` name

What was said of an earlier state of the program no longer holds.
`);
    expect(err.match(/no bucket/g)).toHaveLength(1);
  });

  it("as text and as JSON, too, and is no calm one there", async () => {
    expect((await review(failed, ["--format", "text"])).out).toBe(
      'The preview failed, so there is nothing to review:\n    error: no bucket "*of*" "\\u{3c}b\\u{3e}that\\u{3c}/b\\u{3e}" name\n',
    );
    expect(JSON.parse((await review(failed, ["--format", "json"])).out)).toEqual({
      version: 1,
      commit: null,
      run: null,
      name: "shop/dev",
      project: "shop",
      stack: "dev",
      failure: {
        text: "The preview failed, so there is nothing to review",
        errors: ["no bucket *of* <b>that</b> name"],
      },
      highest: "high",
      counts: {},
      notChecked: [],
      notes: [],
      drift: [],
      changes: [],
      others: {},
      leftOut: 0,
    });
  });

  it.each([
    ["what it printed looks well", preview([stackOf]), "it ended with exit code 255", "shop/dev"],
    ["it crashed", "panic: no memory", "it ended with exit code 255", "given"],
    [
      "it says why",
      failed,
      "**The preview failed, so there is nothing to review:**\n\n- no bucket",
      "shop/dev",
    ],
  ])("by its exit code, where %s", async (_, printed, text, name) => {
    const named = name === "given" ? ["--name", name] : [];
    const { code, out } = await review(printed, ["--preview-exit", "255", "--fail-on", "low", ...named]);
    expect(code).toBe(1);
    expect(out).toContain(text);
    expect(out.split("\n")[0]).toBe(`<!-- oss-replication review: ${name} -->`);
  });

  it("by its exit code is none at 0", async () => {
    expect((await review(preview([stackOf]), ["--preview-exit", "0"])).code).toBe(0);
  });

  it("is never left out as unchanged", async () => {
    expect((await review(failed, ["--quiet-if-unchanged"])).out).toContain("The preview failed");
  });
});

describe("--quiet-if-unchanged", () => {
  const note = (kind: string) =>
    JSON.stringify({
      steps: [stackOf],
      diagnostics: [{ severity: "warning", message: `OSS replication, ${kind}: bucket src (no answer)` }],
    });

  it.each(["markdown", "json", "text"])("prints nothing as %s where nothing changes", async (format) => {
    const args = ["--quiet-if-unchanged", "--format", format];
    expect(await review(preview([stackOf]), args)).toEqual({ code: 0, out: "", err: "" });
    expect((await review(preview([stops]), args)).out).not.toBe("");
    expect((await review(note("not checked"), args)).out).not.toBe("");
    expect((await review(note("note"), args)).out).not.toBe("");
  });

  it("prints all stacks where one of them changes", async () => {
    const files = { a: inStack("a", stackOf), b: inStack("b", starts) };
    expect((await reviewFiles(files, ["--quiet-if-unchanged"])).out).toContain(
      "| `shop/a` | Replication does not change |",
    );
    expect((await reviewFiles({ a: files.a, c: inStack("c", stackOf) }, ["--quiet-if-unchanged"])).out).toBe(
      "",
    );
  });
});

describe("several stacks in one comment", () => {
  const files = { a: inStack("a", starts), b: inStack("b", stops), c: failed, d: inStack("d", stackOf) };

  it("have a row each, and what there is to say of each is folded away", async () => {
    const { code, out, err } = await reviewFiles(files, [
      "--name",
      "eu",
      "--name",
      "us <b>",
      "--name",
      "c",
      "--name",
      "d",
    ]);
    expect(code).toBe(1);
    expect(err).toContain("The preview failed");
    expect(withoutPicture(out)).toBe(`\
<!-- oss-replication review: eu, us %3c;b%3e;, c, d -->

## OSS replication review

| Risk | Stack | What happens |
| --- | --- | --- |
| **medium** | \`eu\` | 1 rule starts |
| **high** | \`us \\u{3c}b\\u{3e}\` | 1 rule stops |
| **failed** | \`c\` | The preview failed, so there is nothing to review |
|  | \`d\` | Replication does not change |

<details>
<summary>eu: medium</summary>

**1 rule starts.** Highest risk: **medium**.

| Risk | Resource | Source | Target | What happens |
| --- | --- | --- | --- | --- |
| **medium** | \`logs\` | \`src\` | \`dst\` | rule starts: deletes-replicated, history-copied |

- **medium** \`logs\`: Replication from bucket \`src\` to bucket \`dst\` (\`oss-cn-beijing\`) starts for all objects; existing objects are copied, too; deletions are repeated in the target.
  - medium, deletes-replicated: Objects deleted in bucket \`src\` are deleted in bucket \`dst\`, too.
  - medium, history-copied: Objects already in bucket \`src\` are copied to bucket \`dst\`, and billed.

</details>

<details>
<summary>us \\u{3c}b\\u{3e}: high</summary>

**1 rule stops.** Highest risk: **high**.

| Risk | Resource | Source | Target | What happens |
| --- | --- | --- | --- | --- |
| **high** | \`logs\` | \`src\` | \`dst\` | rule stops: replication-stops |

- **high** \`logs\`: Replication from bucket \`src\` to bucket \`dst\` (\`oss-cn-beijing\`) stops for all objects; the copies made so far stay.
  - high, replication-stops: Objects written to bucket \`src\` are no longer copied to bucket \`dst\` by this rule.

</details>

<details open>
<summary>c: failed</summary>

**The preview failed, so there is nothing to review:**

- no bucket \`*of*\` \`\\u{3c}b\\u{3e}that\\u{3c}/b\\u{3e}\` name

What was said of an earlier state of the program no longer holds.

</details>
`);
  });

  it("are one JSON, and one text", async () => {
    const json = JSON.parse((await reviewFiles(files, ["--format", "json"])).out);
    expect(Object.keys(json)).toEqual(["version", "commit", "run", "highest", "stacks"]);
    expect(json).toMatchObject({ version: 1, highest: "high" });
    expect(json.stacks.map(({ name, highest }: Record<string, unknown>) => [name, highest])).toEqual([
      ["shop/a", "medium"],
      ["shop/b", "high"],
      ["shop/dev", "high"],
      ["shop/d", null],
    ]);
    const { out } = await reviewFiles({ a: files.a, d: files.d, e: preview([]) }, ["--format", "text"]);
    expect(out.split("\n").filter((line) => /^(Stack|\d|Rep)/.test(line))).toEqual([
      "Stack shop/a:",
      "1 rule starts. Highest risk: medium.",
      "Stack shop/d:",
      "Replication does not change. Highest risk: none.",
      "Stack number 3:",
      "Replication does not change. Highest risk: none.",
    ]);
  });

  it("are a gate together", async () => {
    const both = { a: files.a, b: files.b };
    expect((await reviewFiles(both, ["--fail-on", "high"])).code).toBe(3);
    expect((await reviewFiles({ a: files.a, d: files.d }, ["--fail-on", "high"])).code).toBe(0);
    expect(
      (await reviewFiles({ a: files.a, d: files.d }, ["--preview-exit", "0", "--preview-exit", "1"])).code,
    ).toBe(1);
  });

  it.each(["markdown", "text"])("share the room of a comment as %s", async (format) => {
    const rules = Array.from({ length: 150 }, (_, at) =>
      remove(ruleInputs({ bucket: `b${at}` }), {}, urn(`r-${"n".repeat(80)}${at}`)),
    );
    for (const count of [2, 50]) {
      const many = Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`f${at}`, inStack(`s${at}`, ...rules)]),
      );
      const { out } = await reviewFiles(many, ["--format", format]);
      expect(out.length).toBeLessThanOrEqual(60_000);
      expect(out.match(/150 rules stop\b.*Highest risk: (\*\*)?high/g)).toHaveLength(count);
      for (let at = 0; at < count; at++) expect(out).toContain(`shop/s${at}`);
    }
  });

  it.each([
    [["--name", "a"], "--name is given 1 times for 2 previews"],
    [["--preview-exit", "0"], "--preview-exit is given 1 times for 2 previews"],
    [["-", "-"], "Standard input holds one preview"],
  ])("are named all or not at all: %j", async (args, message) => {
    const { code, out, err } = await reviewFiles({ a: files.a, b: files.b }, args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});
