import type { Program } from "./programs";

/** The buckets of a cell. */
export interface Buckets {
  source: string;
  target: string;
}

/** A rule and its RTC, by the program itself or by its library, and what the program has seen of its surroundings. */
export function programText(program: Program, byLibrary: boolean, { source, target }: Buckets): string {
  const destination = `{ bucket: "${target}", location: "oss-cn-beijing" }`;
  const made = byLibrary
    ? `const { rule } = new Replicated("replicated", { source: "${source}", target: ${destination} });`
    : `const rule = new oss.ReplicationRule("rule", {
  bucket: "${source}",
  destination: ${destination},
  prefixSet: { prefixes: ["app/"] },
});
new oss.ReplicationRtc("rtc", { rule });`;
  return `${imported(program, "{ version }", "@pulumi/pulumi/version.js")}
${byLibrary ? imported(program, "{ Replicated }", "library") : imported(program, "oss", "pulumi-oss-replication")}

${made}
const ruleId = rule.id;
const node = process.versions.node;

${exported(program, "{ ruleId, node, version }")}
`;
}

/** What a team shares: a component that makes a rule and its RTC. */
export function libraryText({ isModule }: Pick<Program, "isModule">): string {
  const library = { isModule, file: "index.js" } as const;
  return `${imported(library, "pulumi", "@pulumi/pulumi")}
${imported(library, "oss", "pulumi-oss-replication")}

class Replicated extends pulumi.ComponentResource {
  constructor(name, { source, target }, opts) {
    super("matrix:index:Replicated", name, {}, opts);
    const args = { bucket: source, destination: target, prefixSet: { prefixes: ["app/"] } };
    this.rule = new oss.ReplicationRule(name, args, { parent: this });
    new oss.ReplicationRtc(name, { rule: this.rule }, { parent: this });
    this.registerOutputs({ rule: this.rule.id });
  }
}

${isModule ? "export { Replicated };" : "exports.Replicated = Replicated;"}
`;
}

export const libraryTypes = `import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

export interface ReplicatedArgs {
  source: string;
  target: { bucket: string; location: string };
}

export declare class Replicated extends pulumi.ComponentResource {
  readonly rule: oss.ReplicationRule;
  constructor(name: string, args: ReplicatedArgs, opts?: pulumi.ComponentResourceOptions);
}
`;

type Syntax = Pick<Program, "isModule" | "file">;

function imported({ isModule, file }: Syntax, names: string, from: string): string {
  if (!isModule && file === "index.js") return `const ${names} = require("${from}");`;
  return `import ${names.startsWith("{") ? names : `* as ${names}`} from "${from}";`;
}

function exported({ isModule, file }: Syntax, names: string): string {
  return !isModule && file === "index.js" ? `module.exports = ${names};` : `export ${names};`;
}
