import type { RTC_MEANING, RULE_MEANING } from "../../provider/lifecycle/plan";
import { NOT_OURS } from "../../provider/server/resource";
import { inOurWords } from "../../provider/server/words";
import { type Manifest, PACKAGE, packageOf } from "./package";
import type {
  EnumSpec,
  FunctionSpec,
  ObjectSpec,
  Properties,
  ResourceSpec,
  Schema,
  TypeSpec,
} from "./schema";
import type { Enumeration, Interface, Member, Shape, Sources } from "./sources";

export interface Parts {
  manifest: Manifest;
  /** What a change of each argument means. */
  meanings: { rule: typeof RULE_MEANING; rtc: typeof RTC_MEANING };
  /** What the description of a resource ends with, by the name of the resource. */
  examples: Record<"ReplicationRule" | "ReplicationRtc", string>;
}

/** The schema of the package by the declarations of the provider. */
export function schemaOf(sources: Sources, parts: Parts): Schema {
  return new Build(sources, parts).schema();
}

/** The arguments of a rule that are the dynamic resource's alone, in its own words. */
export function dynamicOnly(sources: Sources): { path: string; text: string }[] {
  const members = sources.membersOf(sources.exported("lifecycle/inputs.ts", "RuleArguments"));
  return members
    .filter(({ name }) => NOT_OURS.includes(name))
    .flatMap(({ name, text, type }) => {
      const parts = type.kind === "named" ? sources.membersOf(type.symbol) : [];
      return [
        { path: name, text },
        ...parts.map((part) => ({ path: `${name}.${part.name}`, text: part.text })),
      ];
    });
}

class Build {
  /** The types that are named so far, in the order of their naming. */
  private readonly types = new Map<string, Interface | Enumeration>();

  constructor(
    private readonly sources: Sources,
    private readonly parts: Parts,
  ) {}

  schema(): Schema {
    const { meanings, manifest } = this.parts;
    const settings = this.membersOf("server/configuration.ts", "ProviderConfiguration");
    const rule = this.resource(
      "replicationRule",
      "ReplicationRule",
      ["RuleArguments", "RuleResults"],
      meanings.rule,
    );
    const rtc = this.resource(
      "replicationRtc",
      "ReplicationRtc",
      ["RtcArguments", "RtcResults"],
      meanings.rtc,
    );
    return {
      ...packageOf(manifest),
      config: { variables: this.variables(settings) },
      provider: {
        description: this.textOf("server/configuration.ts", "ProviderConfiguration"),
        inputProperties: this.properties(settings),
        requiredInputs: [],
      },
      resources: { [token("ReplicationRule")]: rule, [token("ReplicationRtc")]: rtc },
      functions: Object.fromEntries(
        ["Locations", "Progress", "Rules"].map((about) => [
          token(`getReplication${about}`),
          this.function(about),
        ]),
      ),
      types: this.typeSpecs(),
    };
  }

  private resource(
    file: string,
    name: "ReplicationRule" | "ReplicationRtc",
    [args, outputs]: [string, string],
    meanings: Record<string, string>,
  ): ResourceSpec {
    const inputs = this.membersOf("lifecycle/inputs.ts", args);
    const results = this.membersOf("lifecycle/inputs.ts", outputs);
    const replacing = (input: Member) =>
      meanings[input.name] === "replace" ? { willReplaceOnChanges: true as const } : {};
    return {
      description: `${this.textOf(`resources/${file}.ts`, name)}\n\n${this.parts.examples[name]}`,
      ...deprecation(this.sources.deprecationOf(this.sources.exported(`resources/${file}.ts`, name))),
      properties: this.properties(results.map((result) => ({ ...result, default: undefined }))),
      required: required(results),
      inputProperties: this.properties(inputs, replacing),
      requiredInputs: required(inputs),
      aliases: [{ type: `pulumi-nodejs:dynamic/oss:${name}` }],
    };
  }

  private function(about: string): FunctionSpec {
    const spec = (members: Member[]): ObjectSpec => ({
      type: "object",
      properties: this.properties(members),
      required: required(members),
    });
    const [file, name] = [`functions/${about.toLowerCase()}.ts`, `getReplication${about}`];
    return {
      description: this.textOf(file, name),
      ...deprecation(this.sources.deprecationOf(this.sources.exported(file, name))),
      inputs: spec(this.membersOf("functions/questions.ts", `GetReplication${about}Args`)),
      outputs: spec(this.membersOf("functions/questions.ts", `GetReplication${about}Result`)),
    };
  }

  private membersOf(file: string, name: string): Member[] {
    const members = this.sources.membersOf(this.sources.exported(file, name));
    return members.filter((member) => !NOT_OURS.includes(member.name) || file.startsWith("server/"));
  }

  private textOf(file: string, name: string): string {
    return inOurWords(this.sources.textOf(this.sources.exported(file, name)));
  }

  private properties(members: Member[], more: (member: Member) => object = () => ({})): Properties {
    return Object.fromEntries(
      members.map((member) => [
        member.name,
        {
          ...this.type(member.type),
          description: inOurWords(member.text),
          ...(member.isOptional && member.default !== undefined && { default: member.default }),
          ...deprecation(member.deprecated),
          ...more(member),
        },
      ]),
    );
  }

  /** The SDKs read a setting that is an enumeration as JSON, which a plain word is not. */
  private variables(settings: Member[]): Properties {
    const plain = (type: Shape): Shape => (type.kind === "named" ? { kind: "string" } : type);
    return this.properties(settings.map((setting) => ({ ...setting, type: plain(setting.type) })));
  }

  private type(shape: Shape): TypeSpec {
    if (shape.kind === "list") return { type: "array", items: this.type(shape.of) };
    if (shape.kind !== "named") return { type: shape.kind };
    const found = this.sources.named(shape.symbol);
    const name = "words" in found ? found.name : `Replication${found.name.replace(/^Replication/, "")}`;
    this.types.set(token(name), found);
    return { $ref: `#/types/${token(name)}` };
  }

  /** A type may name others; a map shows those to the loop that goes over it. */
  private typeSpecs(): Schema["types"] {
    const specs: Schema["types"] = {};
    for (const [name, type] of this.types)
      specs[name] = "words" in type ? enumSpec(type) : this.objectSpec(type);
    return specs;
  }

  private objectSpec({ text, members }: Interface): ObjectSpec {
    return {
      description: inOurWords(text),
      type: "object",
      properties: this.properties(members),
      required: required(members),
    };
  }
}

function deprecation(text: string | undefined): { deprecationMessage?: string } {
  return text === undefined ? {} : { deprecationMessage: inOurWords(text) };
}

function token(name: string): string {
  return `${PACKAGE}:index:${name}`;
}

function required(members: Member[]): string[] {
  return members.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
}

function enumSpec({ text, words }: Enumeration): EnumSpec {
  return {
    description: inOurWords(text),
    type: "string",
    enum: words.map(({ value, text }) => ({ name: pascalCase(value), description: inOurWords(text), value })),
  };
}

/** `dual-stack` and `oss_acc` as names that every language takes. */
function pascalCase(word: string): string {
  return word
    .split(/[-_]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join("");
}
