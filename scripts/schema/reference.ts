import { PACKAGE } from "./package";
import type {
  EnumSpec,
  FunctionSpec,
  ObjectSpec,
  Properties,
  PropertySpec,
  ResourceSpec,
  Schema,
  TypeSpec,
} from "./schema";

/** The schema as a page to read, with the arguments of a rule that are the dynamic resource's alone. */
export function referenceOf(schema: Schema, dynamic: { path: string; text: string }[]): string {
  const page = [
    ...new Reference(schema).lines(),
    "## In the dynamic resources alone",
    DYNAMIC,
    dynamicTable(dynamic),
  ];
  return `${page.join("\n\n")}\n`;
}

const DYNAMIC = `The dynamic resources of TypeScript, package \`pulumi-oss-replication\`, have the resources, functions and settings of this page, too, the settings as
\`oss:region\` and so on. In place of the options \`import\` and \`customTimeouts\`, which the engine does not pass on to dynamic resources, a
\`ReplicationRule\` has these arguments; a change of them replaces nothing. A \`ReplicationRtc\` takes a rule of the same program as \`rule\`, in place of \`bucket\` and
\`ruleId\`.`;

function dynamicTable(rows: { path: string; text: string }[]): string {
  return markdownTable(
    ["Argument", "Meaning"],
    rows.map(({ path, text }) => [code(path), text]),
  );
}

interface Row {
  path: string;
  spec: PropertySpec;
  isRequired: boolean;
}

class Reference {
  constructor(private readonly schema: Schema) {}

  lines(): string[] {
    const { name, version, resources, functions, provider } = this.schema;
    return [
      "# Reference",
      `Package \`${name}\`, version ${version}, for every language of Pulumi. Made by \`npm run schema\` of the declarations in \`provider/\`, as
\`provider/schema.json\` is.`,
      "## Resources",
      ...Object.entries(resources).flatMap(([token, spec]) => this.resource(token, spec)),
      "## Functions",
      ...Object.entries(functions).flatMap(([token, spec]) => this.function(token, spec)),
      "## Settings",
      `Of the stack (\`pulumi config set ${PACKAGE}:region cn-hangzhou\`), or of a provider resource \`pulumi:providers:${PACKAGE}\`. ${provider.description}`,
      table(["Setting", "Type", "Default", "Meaning"], this.rows(provider.inputProperties, []), (row) => [
        code(row.path),
        this.typeText(row.spec),
        initial(row),
        meaning(row.spec),
      ]),
    ];
  }

  private resource(token: string, spec: ResourceSpec): string[] {
    const [description = ""] = spec.description.split("\n\n{{% examples %}}");
    return [
      `### ${shortName(token)}`,
      `\`${token}\``,
      meaning({ ...spec, description }),
      "#### Arguments",
      table(
        ["Argument", "Type", "Default", "A change", "Meaning"],
        this.rows(spec.inputProperties, spec.requiredInputs),
        (row) => [
          code(row.path),
          this.typeText(row.spec),
          initial(row),
          this.isReplacing(row, spec) ? "replaces" : "updates",
          meaning(row.spec),
        ],
      ),
      "#### Outputs",
      "Beside `id`, which is OSS's id of the rule:",
      this.answers(spec.properties ?? {}, spec.required ?? []),
    ];
  }

  private function(token: string, spec: FunctionSpec): string[] {
    const { inputs, outputs } = spec;
    return [
      `### ${shortName(token)}`,
      `\`${token}\``,
      meaning(spec),
      "#### Arguments",
      table(
        ["Argument", "Type", "Default", "Meaning"],
        this.rows(inputs.properties, inputs.required ?? []),
        (row) => [code(row.path), this.typeText(row.spec), initial(row), meaning(row.spec)],
      ),
      "#### Result",
      this.answers(outputs.properties, outputs.required ?? []),
    ];
  }

  private answers(properties: Properties, required: string[]): string {
    return table(["Name", "Type", "Meaning"], this.rows(properties, required), (row) => [
      code(row.path),
      // Where there is a default, it is written out.
      `${this.typeText(row.spec)}${row.isRequired || row.spec.default !== undefined ? "" : ", or absent"}`,
      meaning(row.spec),
    ]);
  }

  private isReplacing({ path }: Row, { inputProperties }: ResourceSpec): boolean {
    return inputProperties[path.split(/[.[]/)[0] ?? ""]?.willReplaceOnChanges === true;
  }

  /** The properties with their own properties after them. */
  private rows(properties: Properties, required: string[], above = ""): Row[] {
    return Object.entries(properties).flatMap(([name, spec]) => {
      const path = `${above}${name}`;
      const list = spec.items ? "[]" : "";
      const inner = this.referred(spec.items ?? spec);
      return [
        { path, spec, isRequired: required.includes(name) },
        ...(inner && "properties" in inner
          ? this.rows(inner.properties, inner.required ?? [], `${path}${list}.`)
          : []),
      ];
    });
  }

  private referred({ $ref }: TypeSpec): ObjectSpec | EnumSpec | undefined {
    return $ref === undefined ? undefined : this.schema.types[$ref.replace("#/types/", "")];
  }

  private typeText(spec: TypeSpec): string {
    if (spec.items) return `list of ${this.typeText(spec.items)}`;
    const type = this.referred(spec);
    if (type === undefined) return String(spec.type);
    return "enum" in type ? type.enum.map(({ value }) => code(value)).join(", ") : "object";
  }
}

function meaning({
  description,
  deprecationMessage,
}: {
  description: string;
  deprecationMessage?: string;
}): string {
  return deprecationMessage === undefined
    ? description
    : `${description} **Deprecated.** ${deprecationMessage}`;
}

function initial({ spec, isRequired }: Row): string {
  if (isRequired) return "required";
  return spec.default === undefined ? "" : code(String(spec.default));
}

function shortName(token: string): string {
  return token.split(":").at(-1) ?? token;
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: string[], rows: Row[], cells: (row: Row) => string[]): string {
  return markdownTable(head, rows.map(cells));
}

function markdownTable(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((cells) => cells.map(inCell))];
  return lines.map((each) => `| ${each.join(" | ")} |`).join("\n");
}

function inCell(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
}
