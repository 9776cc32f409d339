/** How many rules a program declares, and on how many source buckets. Each has a target bucket of its own. */
export interface Layout {
  rules: number;
  sources: number;
}

/** Whose resource the program declares: ours, or one of the same shape that does nothing. */
export type Subject = "ours" | "floor";

/** The files of a program, by name. */
export type Files = Record<string, string>;

export const sourceOf = (rule: number, { sources }: Layout) => `src-${rule % sources}`;
export const targetOf = (rule: number) => `dst-${rule}`;

/** The program in JavaScript; with RTC it has a second resource for each rule. */
export function program(subject: Subject, layout: Layout, withRtc = false): Files {
  const rtc = withRtc ? '\n  new ReplicationRtc("rtc-" + at, { rule: made });' : "";
  const text = `const { ReplicationRule, ReplicationRtc } = require("${packageOf(subject)}");\n${loop(layout, rtc)}`;
  return { "index.js": text, "floor.js": FLOOR };
}

/** The same with ours from the SDK of the package `oss-replication`, which lies in the folder `sdk`. */
export function packageProgram(subject: Subject, layout: Layout, sdk: string): Files {
  const from = subject === "ours" ? sdk : packageOf(subject);
  return {
    "index.js": `const { ReplicationRule } = require(${JSON.stringify(from)});\n${loop(layout, "")}`,
    "floor.js": FLOOR,
  };
}

/** The same in TypeScript, which the language host compiles at every run. */
export function typedProgram(subject: Subject, layout: Layout): Files {
  const text = `import { ReplicationRule } from "${packageOf(subject)}";\n${loop(layout, "")}export {};\n`;
  const compilerOptions = {
    strict: true,
    target: "es2022",
    module: "node16",
    moduleResolution: "node16",
    skipLibCheck: true,
  };
  return {
    "index.ts": text,
    "floor.js": FLOOR,
    "floor.d.ts": FLOOR_TYPES,
    "tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
  };
}

function packageOf(subject: Subject): string {
  return subject === "ours" ? "pulumi-oss-replication" : "./floor";
}

/** `made` is where `probe.cjs` finds the last rule. */
function loop(layout: Layout, more: string): string {
  return `for (let at = 0; at < ${layout.rules}; at++) {
  const bucket = \`src-\${at % ${layout.sources}}\`;
  const destination = { bucket: \`dst-\${at}\`, location: "oss-cn-beijing" };
  const made = new ReplicationRule(\`rule-\${at}\`, { bucket, destination });
  Object.assign(globalThis, { made });${more}
}
`;
}

/**
 * The cheapest dynamic resource there is: a constant text in place of one that the SDK writes from a function, no check,
 * no diff, no read, and a create that answers what it was given. Text, id and type take as many bytes of state as ours.
 */
const FLOOR = `const pulumi = require("@pulumi/pulumi");
const __provider = "exports.handler=()=>({create:async outs=>({id:'0'.repeat(33), outs}) });";
class ReplicationRule extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("pulumi-nodejs:dynamic/oss:ReplicationNone", name, { ...args, __provider }, opts);
  }
}
class ReplicationRtc extends pulumi.CustomResource {
  constructor(name, { rule }, opts) {
    super("pulumi-nodejs:dynamic/oss:ReplicationNo2", name, { ruleId: rule.id, __provider }, opts);
  }
}
module.exports = { ReplicationRule, ReplicationRtc };
`;

const FLOOR_TYPES = `import * as pulumi from "@pulumi/pulumi";
export declare class ReplicationRule extends pulumi.CustomResource {
  constructor(name: string, args: { bucket: string; destination: { bucket: string; location: string } });
}
`;
