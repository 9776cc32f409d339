import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/**
 * The recipe "add an argument" of CONTRIBUTING.md, followed for a field that OSS does not have: the compiler asks for it
 * in these files alone, and with these edits everything else knows the field.
 */
const provider = join(__dirname, "../../../provider");
const into = join(__dirname, "../../../node_modules/.cache/newField");

const INTERFACE = ["oss/rule.ts", "export interface RuleDefinition {", "colour?: string;"] as const;
const EDITS: [file: string, after: string, text: string][] = [
  [
    "oss/rule.ts",
    "export const RULE_FIELDS = {",
    `colour: { replaces: true, omitted: "unknown", same: (a, b) => a === b, element: "Colour",
       write: (value) => value, read: (rule) => text(rule, "Colour") },`,
  ],
  [
    "lifecycle/ruleOptions.ts",
    "const FIELD_OPTIONS: Record<keyof RuleDefinition, FieldOptions> = {",
    `colour: { options: [{ flag: "colour", value: "name", help: "", arguments: ["colour"], of: ({ colour }) => [colour] }],
       argumentOf: (given) => given("colour")[0] },`,
  ],
  [
    "lifecycle/check/validate/index.ts",
    "const RULE_CHECKS: Record<keyof RuleInputs, Check> = {",
    `colour: optionalText("colour"),`,
  ],
  [
    "resources/replicationRule.ts",
    "export interface ReplicationRuleArgs {",
    "colour?: pulumi.Input<string>;",
  ],
  [
    "resources/replicationRule.ts",
    "export class ReplicationRule extends pulumi.CustomResource {",
    "declare readonly colour: pulumi.Output<string | undefined>;",
  ],
  [
    "review/replacement.ts",
    "const DIFFERENCES: Record<keyof RuleDefinition, (change: Change, old: Rule, now: Rule) => Phrase[]> = {",
    "colour: nothingMore,",
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

function filesWithErrors(program: ts.Program): string[] {
  const files = ts.getPreEmitDiagnostics(program).map(({ file }) => relative(provider, file?.fileName ?? ""));
  return [...new Set(files)].sort();
}

const files = [...new Set(EDITS.map(([file]) => file))].sort();

it("the compiler asks for a new field in its row, and with that in four other files and nowhere else", () => {
  const [row] = EDITS as [(typeof EDITS)[0]];
  expect(filesWithErrors(programWith([INTERFACE]))).toContain("oss/rule.ts");
  expect(filesWithErrors(programWith([INTERFACE, row]))).toEqual(
    files.filter((file) => file !== "oss/rule.ts"),
  );
  expect(files).toHaveLength(5);
});

describe("with those edits", () => {
  const built = (file: string) => require(join(into, file));

  beforeAll(() => {
    const program = programWith([INTERFACE, ...EDITS]);
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

  it("the resource has it as an output", () => {
    expect(readFileSync(join(into, "resources/replicationRule.js"), "utf8")).toContain("RULE_FIELD_NAMES");
    expect(built("oss").RULE_FIELD_NAMES).toContain("colour");
  });
});
