import { type NoteKind, noteLine } from "../../../provider/lifecycle/engine/notes";
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
      /^## OSS replication review\n\n\*\*Not everything was checked at OSS, .*\*\*\n\n- medium, not-checked: bucket src \(AccessDenied: .*\n\n\*\*1 rule starts/,
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
  const notes = Array.from({ length: 300 }, (_, at) =>
    said("not checked", `${at} ${"\u{10ffff} 1 ".repeat(900)}`),
  );
  const more = Array.from({ length: 300 }, (_, at) => said("note", `${at} ${"<>&".repeat(900)}`));
  for (const format of ["markdown", "text"]) {
    const { out } = await reviewed([...notes, ...more], [remove(ruleInputs())], ["--format", format]);
    expect(out.length).toBeLessThan(60_000);
    expect(out).toContain("stops for all objects");
    expect(out).toContain("295 more like these");
  }
  const all = await json([...notes, ...more]);
  expect([all.notChecked.length, all.notes.length]).toEqual([300, 300]);
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
});
