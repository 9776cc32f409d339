import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { schemaOf } from "../../../scripts/schema/build";
import { referenceOf } from "../../../scripts/schema/reference";
import { Sources } from "../../../scripts/schema/sources";

/**
 * The recipe "add an argument" of CONTRIBUTING.md, followed for a field that OSS does not have: the compiler asks for it
 * in these files alone, and with these edits everything else knows the field.
 */
const provider = join(__dirname, "../../../provider");
const into = join(__dirname, "../../../node_modules/.cache/newField");

const TEXT = "Colour of the objects that are copied.";
const INTERFACE = [
  "oss/rule.ts",
  "export interface RuleDefinition {",
  `/**\n * ${TEXT}\n * @default red\n * @deprecated Use paint. */\ncolour?: string;`,
] as const;
const EDITS: [file: string, after: string, text: string][] = [
  [
    "oss/rule.ts",
    "export const RULE_FIELDS = {",
    `colour: { replaces: true, omitted: "unknown", same: (a, b) => a === b, element: "Colour",
       write: (value) => value, read: (rule) => text(rule, "Colour") },`,
  ],
  [
    "review/replacement.ts",
    "const DIFFERENCES: Record<keyof RuleDefinition, (change: Changed, old: Rule, now: Rule) => Phrase[]> = {",
    "colour: nothingMore,",
  ],
  [
    "cli/rules.ts",
    "const FIELDS: Record<keyof ReplicationRuleInfo, string> = {",
    'colour: "colour of the objects that are copied",',
  ],
];

const parsed = new Map<string, ts.SourceFile | undefined>();

/** The provider as it would be with some text after each of these lines. */
function programWith(edits: readonly (readonly [string, string, string])[]): ts.Program {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(provider, "tsconfig.json"),
    { outDir: into, tsBuildInfoFile: undefined, composite: false, incremental: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  if (!config) throw new Error("provider/tsconfig.json cannot be read");
  const host = ts.createCompilerHost(config.options);
  const read = host.readFile;
  host.readFile = (file) => {
    const text = read(file);
    return edits
      .filter(([edited]) => join(provider, edited) === file)
      .reduce((before, [edited, line, more]) => {
        if (!before?.includes(line)) throw new Error(`${edited} has no line ${line}`);
        return before.replace(line, `${line}\n${more}`);
      }, text);
  };
  const parse = host.getSourceFile;
  host.getSourceFile = (file, ...how) => {
    if (edits.some(([edited]) => join(provider, edited) === file)) return parse(file, ...how);
    if (!parsed.has(file)) parsed.set(file, parse(file, ...how));
    return parsed.get(file);
  };
  return ts.createProgram({ rootNames: config.fileNames, options: config.options, host });
}

/** What an editor shows of a property. */
function textIn(program: ts.Program, type: string, property: string): string {
  const checker = program.getTypeChecker();
  const symbol = new Sources(program, provider).exported("resources/replicationRule.ts", type);
  const found = checker.getPropertyOfType(checker.getDeclaredTypeOfSymbol(symbol), property);
  return ts.displayPartsToString(found?.getDocumentationComment(checker));
}

function filesWithErrors(program: ts.Program): string[] {
  const files = ts.getPreEmitDiagnostics(program).map(({ file }) => relative(provider, file?.fileName ?? ""));
  return [...new Set(files)].sort();
}

it("the compiler asks for a new text in its row, and with that in two other files and nowhere else", () => {
  const [row] = EDITS as [(typeof EDITS)[0]];
  expect(filesWithErrors(programWith([INTERFACE]))).toContain("oss/rule.ts");
  expect(filesWithErrors(programWith([INTERFACE, row]))).toEqual(["cli/rules.ts", "review/replacement.ts"]);
});

it("it asks for a check and an option of what is no text, too", () => {
  const [[file, after, text]] = EDITS as [(typeof EDITS)[0]];
  const row = text.replace("value,", "value[0],").replace('text(rule, "Colour")', "undefined");
  const declared = INTERFACE[2].replace("string", "string[]");
  const program = programWith([
    [INTERFACE[0], INTERFACE[1], declared],
    [file, after, row],
  ]);
  const asked = ["lifecycle/check/validate/index.ts", "lifecycle/ruleOptions.ts", "review/replacement.ts"];
  const errors = asked.map((each) =>
    program.getSemanticDiagnostics(program.getSourceFile(join(provider, each))),
  );
  expect(errors.map(({ length }) => length)).toEqual([1, 1, 1]);
});

describe("with those edits", () => {
  const built = (file: string) => require(join(into, file));

  let program: ts.Program;

  beforeAll(() => {
    program = programWith([INTERFACE, ...EDITS]);
    expect(filesWithErrors(program)).toEqual([]);
    rmSync(into, { recursive: true, force: true });
    program.emit(undefined, (file, text) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    });
  });
  afterAll(() => rmSync(into, { recursive: true, force: true }));

  const rule = { destination: { bucket: "dst", location: "oss-cn-beijing" } };
  const args = { bucket: "src", region: "cn-hangzhou", owner: "0", ...rule };
  const red = { ...rule, colour: "red" };

  it("it is written to the wire and read from it", () => {
    const xml = built("oss/xml/requests").putReplicationXml({ ...red, id: "r" });
    expect(xml).toContain("<Colour>red</Colour>");
    const answer = xml.replace("</Rule>", "<Status>doing</Status></Rule>");
    expect(built("oss/xml/answers").parseRules(answer)).toMatchObject([{ colour: "red" }]);
  });

  it("it tells rules apart, and replaces a rule", () => {
    const { definitionDifferences, unseenFields } = built("oss/definition");
    expect(definitionDifferences(red, { ...rule, colour: "blue" })).toEqual(["colour"]);
    expect(unseenFields(red, rule)).toEqual(["colour"]);
    const { planRule } = built("lifecycle/plan");
    expect(planRule({ ...args }, { ...args, colour: "red" })).toEqual({
      kind: "replace",
      changed: ["colour"],
    });
  });

  it("it gives a rule another id, and rules without it keep theirs", () => {
    const { ruleId } = built("lifecycle/ownership");
    const today = require(join(provider, "dist/lifecycle/ownership")) as { ruleId: typeof ruleId };
    expect(ruleId("0", "src", rule)).toBe(today.ruleId("0", "src", rule));
    expect(ruleId("0", "src", red)).not.toBe(ruleId("0", "src", rule));
    expect(ruleId("0", "src", red)).not.toBe(ruleId("0", "src", { ...rule, colour: "blue" }));
  });

  it("it is an argument that check passes on, and what read takes from OSS or from state", () => {
    const { normaliseRule, inputsOfRule } = built("lifecycle/normalise");
    const inputs = normaliseRule({ ...args, colour: "red" }, "cn-hangzhou");
    expect(inputs).toMatchObject({ colour: "red" });
    expect(inputsOfRule({ ...rule, colour: "blue" }, inputs, "cn-hangzhou")).toMatchObject({
      colour: "blue",
    });
    expect(inputsOfRule(rule, inputs, "cn-hangzhou")).toMatchObject({ colour: "red" });
    const { validateRule } = built("lifecycle/check/validate");
    expect(validateRule({ ...args, colour: "red" })).toEqual([]);
    expect(validateRule({ ...args, colour: 3 })).toMatchObject([{ property: "colour" }]);
  });

  it("functions and command show it, and a failed replacement advises it", () => {
    const shown = built("functions/answers").infoOf({ ...red, id: "r", status: "doing" });
    expect(shown).toMatchObject({ ruleId: "r", colour: "red" });
    expect(built("lifecycle/ruleOptions").optionsOf(red)).toContainEqual(["colour", "red"]);
  });

  it("the resource has it as an argument and as an output, with its text", () => {
    expect(textIn(program, "ReplicationRuleArgs", "colour")).toBe(TEXT);
    expect(textIn(program, "ReplicationRule", "colour")).toBe(TEXT);
    expect(built("oss").RULE_FIELD_NAMES).toContain("colour");
  });

  it("the schema and the page made of it have it in every place, and that a change replaces the rule", () => {
    const { RULE_MEANING, RTC_MEANING } = built("lifecycle/plan");
    const schema = schemaOf(new Sources(program, provider), {
      manifest: JSON.parse(readFileSync(join(provider, "package.json"), "utf8")),
      meanings: { rule: RULE_MEANING, rtc: RTC_MEANING },
      examples: { ReplicationRule: "", ReplicationRtc: "" },
    });
    const { inputProperties, properties } = schema.resources["oss-replication:index:ReplicationRule"] ?? {};
    const spec = { type: "string", description: TEXT, deprecationMessage: "Use paint." };
    expect(inputProperties?.colour).toEqual({ ...spec, default: "red", willReplaceOnChanges: true });
    expect(properties?.colour).toEqual(spec);
    expect(schema.types["oss-replication:index:ReplicationRuleInfo"]).toMatchObject({
      properties: { colour: spec },
    });
    expect(referenceOf(schema, [])).toContain(
      `| \`colour\` | string | \`red\` | replaces | ${TEXT} **Deprecated.** Use paint. |`,
    );
  });
});
