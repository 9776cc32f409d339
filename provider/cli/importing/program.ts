import { canonicalDefinition, fieldsNotShown, isObject } from "../../oss";
import { json } from "../../terminal/json";
import { controlsEscaped } from "../../terminal/text";
import { identifier, type NamedRule } from "./names";

/** Where the rules are, and what of it the program has to say. */
export interface Place {
  bucket: string;
  region: string;
  endpoint?: string;
  network?: string;
  /** What the stack's configuration needs, as `oss:profile europe`. */
  configuration: string[];
}

/** A program of dynamic resources that takes over each rule as it is. */
export function program(place: Place, rules: NamedRule[]): string {
  return [...head(place), ...rules.map((rule) => resources(place, rule))].join("\n");
}

function head({ bucket, region, configuration }: Place): string[] {
  return [
    comment(
      `The replication rules of bucket ${bucket} (${region}), as \`oss-replication import\` found them.`,
    ),
    comment(
      "`pulumi up` takes each of them over by `adopt` and writes nothing at OSS. If a rule has changed",
    ),
    comment("meanwhile, it fails and says how. Afterwards `adopt` may stay or go."),
    ...configuration.map((setting) => comment(`First run \`pulumi config set ${setting}\`.`)),
    'import * as oss from "pulumi-oss-replication";\n',
  ];
}

function resources({ bucket, region, endpoint, network }: Place, { rule, name, rtcName }: NamedRule): string {
  const args = { bucket, region, endpoint, network, ...canonicalDefinition(rule), adopt: rule.id };
  const hidden = fieldsNotShown(rule);
  const lines = [
    ...properties(args, INDENT).map((property) => `${INDENT}${property},`),
    ...(hidden.length > 0 ? [`${INDENT}// ${notShown(hidden)}`] : []),
  ];
  const made = `new oss.ReplicationRule(${json(name)}, {\n${lines.join("\n")}\n});\n`;
  if (rtcName === undefined) return made;
  const variable = identifier(name);
  return `const ${variable} = ${made}new oss.ReplicationRtc(${json(rtcName)}, { rule: ${variable} });\n`;
}

function notShown(fields: string[]): string {
  return `OSS does not show ${fields.join(", ")}: add what the rule has.`;
}

/** Names come from outside, and none may end the comment. */
function comment(text: string): string {
  return `// ${controlsEscaped(text)}`;
}

const INDENT = "  ";
const WIDTH = 110;

function properties(value: object, indent: string): string[] {
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => `${name}: ${literal(inner, indent)}`);
}

/** The text of a value of arguments, whose property names are all plain. */
function literal(value: unknown, indent: string): string {
  const inner = indent + INDENT;
  if (Array.isArray(value))
    return enclosed(
      "[]",
      value.map((each) => literal(each, inner)),
      indent,
    );
  return isObject(value) ? enclosed("{}", properties(value, inner), indent) : json(value);
}

/** On one line where there is room. */
function enclosed(brackets: "[]" | "{}", items: string[], indent: string): string {
  const [open, close] = brackets;
  const space = brackets === "{}" ? " " : "";
  const line = `${open}${space}${items.join(", ")}${space}${close}`;
  if (!line.includes("\n") && indent.length + line.length < WIDTH / 2) return line;
  return [open, ...items.map((item) => `${indent}${INDENT}${item},`), `${indent}${close}`].join("\n");
}
