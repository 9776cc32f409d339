import { hasGo, nodeSdk } from "../../support/sdks";
import { fromNpm } from "./fromNpm";
import type { Project, ProjectOptions } from "./project";
import { text, type World } from "./world";

type Args = Record<string, unknown>;

/** What a rule of a program says, apart from how the surface writes it. */
export interface Said {
  name?: string;
  args?: Args;
  /** How long to wait for OSS. */
  timeouts?: { create?: string; delete?: string };
  /** Id of a rule at OSS that it takes over. */
  takesOver?: string;
  /** Other options, as text: `retainOnDelete: true`. */
  options?: string[];
  /** Whether the program turns RTC on for it. */
  rtc?: boolean;
}

/** One of the two ways in which a program declares rules. What they promise is the same. */
export interface Surface {
  name: string;
  ruleUrn(name?: string): string;
  /** Whether the provider gets to know the option `retainOnDelete`. */
  tellsRetain: boolean;
  /** What a message says that a rule can be taken over by. */
  takeOver(ruleId: string): string;
  project(world: World, rules: readonly Said[], options?: Partial<ProjectOptions>): Promise<Project>;
  program(rules: readonly Said[]): Promise<string>;
}

const all = (args: Args = {}) => ({
  bucket: "src",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  ...args,
});

function statement(
  { name = "rule", rtc }: Said,
  args: Args,
  options: string[],
  rtcArgs: (rule: string) => string,
) {
  const variable = `rule_${name.replace(/\W/g, "_")}`;
  const opts = options.length > 0 ? `, { ${options.join(", ")} }` : "";
  const rule = `const ${variable} = new oss.ReplicationRule(${JSON.stringify(name)}, ${JSON.stringify(args)}${opts});`;
  const rtcName = JSON.stringify(name === "rule" ? "rtc" : `${name}-rtc`);
  return rtc ? `${rule}\nnew oss.ReplicationRtc(${rtcName}, ${rtcArgs(variable)});` : rule;
}

const urn = (type: string, name: string) => `urn:pulumi:dev::test::${type}::${name}`;

/** `ReplicationRule` of `pulumi-oss-replication`. */
const dynamic: Surface = {
  name: "dynamic resources",
  tellsRetain: true,
  ruleUrn: (name = "rule") => urn("pulumi-nodejs:dynamic/oss:ReplicationRule", name),
  takeOver: (ruleId) => `adopt: "${ruleId}"`,
  project: async (world, rules, options) => {
    const project = world.project("", options);
    project.setProgram(await dynamic.program(rules));
    return project;
  },
  program: async (rules) =>
    text(
      rules
        .map((said) => {
          const { timeouts, takesOver: adopt, options = [] } = said;
          return statement(
            said,
            { ...all(said.args), timeouts, adopt },
            options,
            (rule) => `{ rule: ${rule} }`,
          );
        })
        .join("\n"),
    ),
};

/** `ReplicationRule` of the package `oss-replication`, by the SDK that is generated from its schema. */
const firstClass: Surface = {
  name: "the package",
  tellsRetain: false,
  ruleUrn: (name = "rule") => urn("oss-replication:index:ReplicationRule", name),
  takeOver: (ruleId) => `import: "src/${ruleId}"`,
  project: async (world, rules, options) => {
    const project = world.project("", options);
    usePackage(project, options?.name);
    project.setProgram(await firstClass.program(rules));
    return project;
  },
  program: async (rules) => {
    const statements = rules.map((said) => {
      const { timeouts, takesOver, options = [], args } = said;
      const bucket = all(args).bucket;
      const more = [
        ...options,
        ...(timeouts ? [`customTimeouts: ${JSON.stringify(timeouts)}`] : []),
        ...(takesOver ? [`import: "${bucket}/${takesOver}"`] : []),
      ];
      return statement(said, all(args), more, (rule) => `{ bucket: ${rule}.bucket, ruleId: ${rule}.id }`);
    });
    return [
      `const pulumi = require("@pulumi/pulumi");`,
      `const oss = require(${JSON.stringify(await nodeSdk())});`,
      ...statements,
    ].join("\n");
  },
};

/** Programs of the project can have resources of the package from now on. */
export function usePackage(project: Project, name = "test"): void {
  const runtime = { name: "nodejs", options: { typescript: false } };
  project.write("Pulumi.yaml", JSON.stringify({ name, runtime, ...fromNpm }));
}

/** Without Go there is nothing to generate an SDK with. */
export const SURFACES: readonly Surface[] = hasGo ? [dynamic, firstClass] : [dynamic];
if (!hasGo) console.warn("Without Go the promises are tried on the dynamic resources alone.");
