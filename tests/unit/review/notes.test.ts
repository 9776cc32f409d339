import { type NoteKind, noteLine } from "../../../provider/lifecycle/engine/notes";
import { changesIn } from "../../../provider/review/change";
import { withTakeovers } from "../../../provider/review/sharing";
import { create, remove, replace, review, ruleInputs, type StepJson, urn } from "./support/previews";

const said = (kind: NoteKind, text: string) => ({
  severity: "info#err",
  message: `${noteLine({ kind, text })}\n\n`,
});

async function reviewed(diagnostics: unknown, steps: StepJson[] = [], args: string[] = []) {
  const preview = JSON.stringify({ steps, diagnostics, changeSummary: {} });
  return review(preview, args);
}

async function json(diagnostics: unknown, ...steps: StepJson[]) {
  const { code, out, err } = await reviewed(diagnostics, steps, ["--format", "json"]);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
}

const unchecked = said(
  "not checked",
  "bucket src (AccessDenied: no oss:GetBucketInfo); bucket dst (no answer)",
);

describe("what was not checked", () => {
  it("begins the review, and is a risk by itself", async () => {
    const { out } = await reviewed([unchecked], [create(ruleInputs())]);
    expect(out).toMatch(
      /^<!-- .* -->\n\n## OSS replication review: `shop\/dev`\n\n\*\*Not everything was checked at OSS, .*\*\*\n\n- medium, not-checked: bucket src \(AccessDenied: .*\n\n\*\*1 rule starts/,
    );
    const text = (await reviewed([unchecked], [], ["--format", "text"])).out;
    expect(text).toMatch(/^Not everything was checked .*\n {4}medium, not-checked: bucket src /);
    expect(text).toContain("Highest risk: medium.");
    expect(await json([unchecked])).toMatchObject({
      highest: "medium",
      notChecked: [{ reason: "not-checked", level: "medium", text: expect.stringContaining("bucket dst") }],
    });
  });

  it.each([
    ["low", 3],
    ["medium", 3],
    ["high", 0],
  ])("meets --fail-on %s", async (level, code) => {
    expect((await reviewed([unchecked], [], ["--fail-on", level])).code).toBe(code);
    expect((await reviewed([], [], ["--fail-on", level])).code).toBe(0);
  });

  it("begins with it that nothing was", async () => {
    const off = said("not checked", "nothing was checked: oss:checks is off");
    const { out } = await reviewed([off]);
    expect(out).toMatch(/^## OSS replication review\n\n\*\*Nothing was checked at OSS, /);
    expect((await reviewed([unchecked, off])).out).toContain("**Nothing was checked at OSS, ");
  });
});

it.each([
  [
    "coloured",
    { severity: "info#err", message: `\u001b[1m${unchecked.message.trim()}\u001b[0m\u001b[K\r\n` },
  ],
  ["among other lines", { severity: "info#err", message: `Debugger attached.\n${unchecked.message}bye\n` }],
  ["with an urn and a prefix", { ...unchecked, urn: urn("logs"), prefix: "" }],
])("is read where the message is %s", async (_, diagnostic) => {
  const { notChecked } = await json([diagnostic]);
  expect(notChecked).toEqual((await json([unchecked])).notChecked);
});

it("reads several in one message, and each once", async () => {
  const message = [said("note", "one"), said("note", "two"), said("note", "one")].map((note) => note.message);
  expect((await json([{ severity: "info#err", message: message.join("") }])).notes).toEqual(["one", "two"]);
});

it.each([
  undefined,
  null,
  "text",
  [null, 5, "x", {}, { severity: "info#err" }, { severity: "info#err", message: { a: 1 } }],
  [{ severity: "info", message: noteLine({ kind: "note", text: "printed by a program" }) }],
])("takes %j for no note", async (diagnostics) => {
  expect(await json(diagnostics)).toMatchObject({ notChecked: [], notes: [], highest: null });
});

it("shows a note without a risk, and never its markup", async () => {
  const note = said("note", 'see <b>@all</b> [x](http://e.example) `y` and bucket "my-logs2", please');
  const { out, code } = await reviewed([note], [], ["--fail-on", "low"]);
  expect(code).toBe(0);
  expect(out).toContain(
    '- note: see `\\u{3c}b\\u{3e}\\u{40}all\\u{3c}/b\\u{3e}` `\\u{5b}x\\u{5d}(http\\u{3a}//e.example` ) `\\u{60}y\\u{60}` and bucket "`my-logs2`", please'.replace(
      "example` )",
      "example`)",
    ),
  );
});

it("leaves room for the changes, however much was said", async () => {
  const notes = Array.from({ length: 30 }, (_, at) =>
    said("not checked", `${at} ${"\u{10ffff} 1 ".repeat(900)}`),
  );
  const more = Array.from({ length: 30 }, (_, at) => said("note", `${at} ${"<>&".repeat(900)}`));
  for (const format of ["markdown", "text"]) {
    const { out } = await reviewed([...notes, ...more], [remove(ruleInputs())], ["--format", format]);
    expect(out.length).toBeLessThan(60_000);
    expect(out).toContain("stops for all objects");
    expect(out).toContain("25 more like these");
  }
  const all = await json([...notes, ...more]);
  expect([all.notChecked.length, all.notes.length]).toEqual([30, 30]);
});

describe("a rule that is taken over", () => {
  const taken = said("taken over", "rule 0123-4567 from src to dst (oss-cn-beijing), which says the same");

  it("is none that starts", async () => {
    const { changes, notes, highest } = await json([taken], create(ruleInputs()));
    expect(changes).toMatchObject([{ kind: "adopted", risks: [] }]);
    expect(changes[0].sentence).toBe(
      "The rule 0123-4567 from bucket src to bucket dst (oss-cn-beijing), which OSS already has, is taken over as it is: nothing is written, and replication goes on.",
    );
    expect([notes, highest]).toEqual([[], null]);
  });

  it("is another one where the pair is another, or may be", async () => {
    for (const more of [{ bucket: "src2" }, { bucket: "[secret]" }]) {
      const { changes, notes } = await json([taken], create(ruleInputs(more)));
      expect(changes[0].kind).toBe("started");
      expect(notes).toEqual([expect.stringContaining("rule 0123-4567 from src to dst")]);
    }
    const secret = said("taken over", "rule 0123 from (secret) to (secret) ((secret))");
    const { changes } = await json(
      [secret],
      create(ruleInputs({ bucket: "[secret]", destination: "[secret]" })),
    );
    expect(changes[0].kind).toBe("started");
  });

  it("stays a recreation where the engine replaces it on request", async () => {
    const { changes, notes } = await json([taken], replace({}, {}, { reasons: ["id"] }));
    expect(changes[0]).toMatchObject({ kind: "recreated" });
    expect(changes[0].sentence).toContain("on request: it is removed and put again");
    expect(notes).toEqual([]);
  });

  it.each<[string, StepJson]>([
    ["adopts it by its id", create(ruleInputs({ adopt: "0123-4567" }))],
    ["is imported", { ...create(ruleInputs()), op: "import" }],
    ["is replaced", replace({}, {})],
  ])("is told once, by the change, where that %s", async (_, step) => {
    const { changes, notes } = await json([taken], step);
    expect(changes[0].sentence).not.toContain("which OSS already has");
    expect(notes).toEqual([]);
  });

  it.each<[string, StepJson[]]>([
    ["goes", [remove(ruleInputs())]],
    ["is updated", [{ ...create(ruleInputs()), op: "update" }]],
    ["is RTC", [create({ ...ruleInputs(), ruleId: "r" }, urn("rtc", "ReplicationRtc"))]],
    ["is not there", []],
  ])("is a note where what has its pair %s", async (_, steps) => {
    const { notes } = await json([taken], ...steps);
    expect(notes).toEqual(["rule 0123-4567 from src to dst (oss-cn-beijing), which says the same"]);
  });

  it("is not taken over by a resource of another tool", async () => {
    const theirs = create(
      ruleInputs(),
      "urn:pulumi:d::p::alicloud:oss/bucketReplication:BucketReplication::x",
    );
    expect(await json([taken], theirs)).toMatchObject({ changes: [], others: { create: 1 }, notes: [] });
  });

  it.each([
    "rule 0123-4567 from src to dst",
    "a rule 0123-4567 from src to dst (x)",
    "rule from src to dst (x)",
    "rule 0123-4567 from src to d(s)t (x)",
  ])("is known by the words of the checks alone: %s", async (text) => {
    const { changes, notes } = await json([said("taken over", text)], create(ruleInputs()));
    expect(changes[0].kind).toBe("started");
    expect(notes).toHaveLength(1);
  });

  it("is handed over by a resource of ours that goes", async () => {
    const gone = remove(ruleInputs(), { id: "0123-4567" }, urn("old"));
    const { changes } = await json([taken], create(ruleInputs()), gone);
    expect(changes).toMatchObject([
      { resource: "logs", kind: "adopted" },
      {
        resource: "old",
        kind: "released",
        sentence: expect.stringContaining("is managed as logs from now on"),
      },
    ]);
  });

  it("is marked at its creation, and at nothing else", () => {
    const pulumi = "urn:pulumi:d::p::alicloud:oss/bucketReplication:BucketReplication::x";
    const steps = [
      create(ruleInputs()),
      create(ruleInputs({ adopt: "other" }), urn("adopting")),
      create(ruleInputs({ bucket: "src2" }), urn("elsewhere")),
      create(ruleInputs(), pulumi),
      replace({}, {}),
      create({ ...ruleInputs(), ruleId: "r" }, urn("rtc", "ReplicationRtc")),
    ];
    const text = "rule 0123-4567 from src to dst (oss-cn-beijing)";
    const marked = withTakeovers(changesIn(steps).changes, [{ kind: "taken over", text }]);
    expect(marked.map(({ takenOver }) => takenOver)).toEqual(["0123-4567", ...Array(5).fill(undefined)]);
  });

  it("is none by a note of another kind", async () => {
    const text = "rule 0123-4567 from src to dst (oss-cn-beijing)";
    const { changes, notes } = await json([said("note", text)], create(ruleInputs()));
    expect([changes[0].kind, notes]).toEqual(["started", [text]]);
  });
});

describe("a sentence of the checks", () => {
  it.each([
    ["plain words as they are", "it's a well-known one", "it's a well-known one"],
    ["names in code spans", "bucket my-logs2 of oss:x", "bucket `my-logs2` of `oss:x`"],
    ["punctuation around a word or a name", '("see" a1), "b2". c! (d;e)', '("see" `a1`), "`b2`". c! (`d;e`)'],
    ["punctuation alone", "a - ; ( b", "a `-` ; ( b"],
    ["a number", "300 s", "`300` s"],
    ["spaces in a row as one", "a   b", "a b"],
    ["hyphens and apostrophes only within a word", "-a a- b-c 'd", "`-a` `a-` b-c `'d`"],
  ])("shows %s", async (_, text, shown) => {
    const { out } = await reviewed([said("note", text)]);
    expect(out).toContain(`\n- note: ${shown}\n`);
  });

  it("is cut after two thousand characters", async () => {
    const { notes } = await json([
      said("note", `${"a ".repeat(999)}bc`),
      said("note", `${"d ".repeat(999)}bcd`),
    ]);
    expect(notes[0]).toMatch(/a a bc$/);
    expect(notes[1]).toMatch(/d d "?bc…"?$/);
  });

  it("is one of five that are shown, and of how many more", async () => {
    const notes = (count: number) => Array.from({ length: count }, (_, at) => said("note", `${at}`));
    const shown = async (count: number) => (await reviewed(notes(count), [], ["--format", "text"])).out;
    expect(await shown(5)).toMatch(/note: 3\nnote: 4\n$/);
    expect(await shown(6)).toMatch(/note: 4\nnote: and 1 more like these: see the output of the preview\n$/);
  });
});
