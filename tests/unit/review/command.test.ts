import { create, preview, remove, review, rtcInputs, ruleInputs, stream, urn } from "./support/previews";

const high = preview([remove(ruleInputs())]);
const medium = preview([create(ruleInputs())]);
const low = preview([create(rtcInputs(), urn("rtc", "ReplicationRtc"))]);
const none = preview([]);

it.each([
  [high, "low", 3],
  [high, "medium", 3],
  [high, "high", 3],
  [medium, "high", 0],
  [medium, "medium", 3],
  [low, "medium", 0],
  [low, "low", 3],
  [none, "low", 0],
])("is a gate", async (stdin, level, code) => {
  const reviewed = await review(stdin, ["--fail-on", level]);
  expect(reviewed.code).toBe(code);
  expect(reviewed.out).toContain("## OSS replication review");
  expect(reviewed.err).toBe("");
});

it("is no gate by itself", async () => {
  expect((await review(high)).code).toBe(0);
});

it.each([
  [["--fail-on", "severe"]],
  [["--format", "html"]],
  [["--frobnicate"]],
  [["-", "-"]],
  [Array(51).fill("-")],
  [["--name", "a", "--name", "b"]],
  [["--preview-exit", "0", "--preview-exit", "0"]],
  [["--preview-exit", "-1"]],
  [["--preview-exit", "x"]],
  [["/nonexistent/preview.json"]],
])("wrong use ends with 2: %j", async (args) => {
  const { code, out, err } = await review(high, args);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).not.toContain("    at ");
});

it.each([
  ["", "empty"],
  ["error: no stack selected\n", "not the JSON"],
  ['{"steps":[', "not the JSON"],
  [
    '{"sequence":0,"preludeEvent":{}}\n{"sequence":1,"summaryEvent":{}}\n',
    "PULUMI_ENABLE_STREAMING_JSON_PREVIEW",
  ],
  ['{"version":3,"deployment":{}}', "not that of `pulumi preview --json`"],
  ["[]", "not that of `pulumi preview --json`"],
  ['{"steps":[{"op":1}]}', "not that of `pulumi preview --json`"],
  ['{"changeSummary":{"create":2}}', "not that of `pulumi preview --json`"],
])("what is no preview fails with 1: %j", async (stdin, message) => {
  const { code, out, err } = await review(stdin, ["--fail-on", "low"]);
  expect(code).toBe(1);
  expect(err).toContain(message);
  expect(out).toMatch(/^## OSS replication review\n\n\*\*.*\*\*\n\nWhat was said of an earlier state/);
  expect(out).toContain(message);
});

it("a preview that failed is never one without changes", async () => {
  const diagnostics = [
    { severity: "info#err", message: "a word" },
    { severity: "error", message: "error: bucket \u001b[31mgone\nError: x\n    at program.js:1:1\n" },
  ];
  const { code, out, err } = await review(
    JSON.stringify({ steps: [], changeSummary: { same: 1 }, diagnostics }),
  );
  expect(code).toBe(1);
  expect(err).toBe(
    "oss-replication: The preview failed, so there is nothing to review: bucket \\u{1b}[31mgone Error: x\n",
  );
  expect(out).toBe(`\
## OSS replication review

**The preview failed, so there is nothing to review:**

- bucket \`\\u{1b}\\u{5b}31mgone\` Error: x

What was said of an earlier state of the program no longer holds.
`);
});

it("tells an error of the preview to its end, which is what to do next, and a huge one in part", async () => {
  const failing = (message: string) =>
    review(JSON.stringify({ steps: [], diagnostics: [{ severity: "error", message }] }));
  const message = `error: ${"No rule was put from src to dst. ".repeat(20)}Next: name it in adopt.\n`;
  expect((await failing(message)).err).toContain("Next: name it in adopt.");
  expect((await failing("x".repeat(1_000_000))).err.length).toBeLessThan(2_000);
});

it("a preview without steps has no changes if its summary says so", async () => {
  const { code, out } = await review(JSON.stringify({ changeSummary: { same: 4 } }), ["--format", "text"]);
  expect([code, out]).toEqual([0, "Replication does not change. Highest risk: none.\n"]);
});

it("reads past lines that are printed before the JSON", async () => {
  expect(await review(`Logging in using access token\n\n${high}\n`)).toEqual(await review(high));
});

it("reads a file, or standard input for -", async () => {
  const file = (path: string) => stream(path === "p.json" ? medium : "");
  expect(await review("", ["p.json"], { file })).toEqual(await review(medium));
  expect(await review(medium, ["-"])).toEqual(await review(medium));
});

const many = Array.from({ length: 1_600 }, (_, at) =>
  at % 2 === 0
    ? create(ruleInputs(), urn(`start-${at}-${"n".repeat(at % 300)}`))
    : remove(ruleInputs({ bucket: `src-${at}` }), {}, urn(`stop-${at}`)),
);

it.each(["markdown", "text"])("%s is never longer than 60,000 characters", async (format) => {
  const { code, out } = await review(preview(many), ["--format", format, "--fail-on", "high"]);
  expect(code).toBe(3);
  expect(out.length).toBeLessThanOrEqual(60_000);
  expect(out.length).toBeGreaterThan(58_000);
  const shown = out.match(/^\[|^\| `(start|stop)/gm)?.length ?? 0;
  expect(out.slice(-400)).toContain(`${many.length - shown} more changes are left out`);
});

it("JSON is complete, however long, each name in full", async () => {
  const { out } = await review(preview(many), ["--format", "json"]);
  const { changes, counts, leftOut } = JSON.parse(out);
  expect(out.length).toBeGreaterThan(100_000);
  expect(counts).toMatchObject({ started: 800, stopped: 800 });
  expect(changes.map(({ resource }: { resource: string }) => resource).sort()).toEqual(
    many.map((step) => step.urn.split("::")[3]).sort(),
  );
  expect(leftOut).toBe(0);
});

it("writes counts first, then a change a line with its risks", async () => {
  const { out } = await review(
    preview([create(ruleInputs()), remove(ruleInputs({ bucket: "old" }), {}, urn("gone"))]),
  );
  expect(out).toMatchInlineSnapshot(`
"<!-- oss-replication review: shop/dev -->

## OSS replication review: \`shop/dev\`

**1 rule stops, 1 rule starts.** Highest risk: **high**.

| Risk | Resource | Source | Target | What happens |
| --- | --- | --- | --- | --- |
| **high** | \`gone\` | \`old\` | \`dst\` | rule stops: replication-stops |
| **medium** | \`logs\` | \`src\` | \`dst\` | rule starts: deletes-replicated, history-copied |

\`\`\`mermaid
flowchart LR
  accTitle: What copies where, before and after the update
  accDescr: 1 rule starts, 1 rule stops, 3 buckets.
  subgraph r1["cn-beijing"]
    b2[("dst")]
  end
  subgraph r2["cn-hangzhou"]
    b1[("old")]
    b3[("src")]
  end
  b1 -.->|"STOPS<br/>all objects<br/>ALL"| b2
  b3 ==>|"STARTS<br/>all objects<br/>ALL"| b2
  linkStyle 0 stroke:#e5534b,stroke-width:3px
  linkStyle 1 stroke:#2da44e,stroke-width:3px
\`\`\`

- **high** \`gone\`: Replication from bucket \`old\` to bucket \`dst\` (\`oss-cn-beijing\`) stops for all objects; the copies made so far stay.
  - high, replication-stops: Objects written to bucket \`old\` are no longer copied to bucket \`dst\` by this rule.
- **medium** \`logs\`: Replication from bucket \`src\` to bucket \`dst\` (\`oss-cn-beijing\`) starts for all objects; existing objects are copied, too; deletions are repeated in the target.
  - medium, deletes-replicated: Objects deleted in bucket \`src\` are deleted in bucket \`dst\`, too.
  - medium, history-copied: Objects already in bucket \`src\` are copied to bucket \`dst\`, and billed.
"
`);
});
