import { type Io, systemIo } from "../../../../provider/cli/io";
import { run } from "../../../../provider/cli/main";
import type { ReviewJson } from "../../../../provider/review/json";

/** Steps as `pulumi preview --json` prints them, and the review of them. */
export interface StepJson {
  op: string;
  urn: string;
  oldState?: Record<string, unknown>;
  newState?: Record<string, unknown>;
  [key: string]: unknown;
}

export function urn(name: string, type = "ReplicationRule", parent = ""): string {
  return `urn:pulumi:dev::shop::${parent}pulumi-nodejs:dynamic/oss:${type}::${name}`;
}

/** The inputs of a rule as check leaves them. */
export function ruleInputs(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    bucket: "src",
    region: "cn-hangzhou",
    destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
    action: "ALL",
    historicalObjectReplication: "enabled",
    timeouts: { create: "30m", delete: "30m" },
    owner: "0123456789abcdef",
    __provider: 'exports.handler = () => require("pulumi-oss-replication/engine").rule;',
    ...more,
  };
}

export function rtcInputs(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { bucket: "src", region: "cn-hangzhou", ruleId: "rule-1", status: "enabled", ...more };
}

export function state(properties: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return { id: "rule-1", inputs: properties, outputs: properties, ...more };
}

export function create(inputs: Record<string, unknown>, of = urn("logs")): StepJson {
  return { op: "create", urn: of, newState: { inputs } };
}

export function remove(outputs: Record<string, unknown>, more = {}, of = urn("logs")): StepJson {
  return { op: "delete", urn: of, oldState: state(outputs, more) };
}

/** The replacement of a rule; `old` and `now` hold what differs from `ruleInputs`. */
export function replace(
  old: Record<string, unknown>,
  now: Record<string, unknown>,
  { reasons = ["prefixSet"], more = {} }: { reasons?: string[]; more?: Record<string, unknown> } = {},
): StepJson {
  return {
    op: "replace",
    urn: urn("logs"),
    oldState: state(ruleInputs(old), more),
    newState: { inputs: ruleInputs(now) },
    replaceReasons: reasons,
  };
}

export function preview(steps: StepJson[]): string {
  return JSON.stringify({ steps, changeSummary: {} });
}

/** Runs the command on a preview, and answers what it printed. */
export async function review(stdin: string | Uint8Array, args: string[] = [], io: Partial<Io> = {}) {
  let [out, err] = ["", ""];
  const code = await run(["review", ...args], {
    ...systemIo(),
    // Not that of the workflow which runs the tests.
    env: {},
    stdin: () => stream(stdin),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...io,
  });
  return { code, out, err };
}

/** A review in Markdown without its picture. */
export function withoutPicture(out: string): string {
  return out.replace(/```mermaid\n[\s\S]*?\n```\n\n/g, "");
}

/** As a file or a pipe brings it, in more than one piece. */
export async function* stream(content: string | Uint8Array): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(content);
  yield bytes.subarray(0, 1);
  yield bytes.subarray(1);
}

export async function reviewJson(...steps: StepJson[]): Promise<ReviewJson> {
  const { code, out, err } = await review(preview(steps), ["--format", "json"]);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}

/** The only change, with its risks as `level reason`. */
export async function only(...steps: StepJson[]) {
  const { changes } = await reviewJson(...steps);
  const [change] = changes;
  if (!change || changes.length > 1) throw new Error(`${changes.length} changes`);
  return {
    ...change,
    risks: change.risks.map(({ level, reason }) => `${level} ${reason}`),
    texts: change.risks,
  };
}

/** What a review says of each resource: the kind of change, the sentence, and the risks as `level reason: text`. */
export async function said(...steps: StepJson[]): Promise<Record<string, string[]>> {
  const { changes } = await reviewJson(...steps);
  return Object.fromEntries(
    changes.map(({ resource, kind, sentence, risks }) => [
      resource,
      [kind, sentence, ...risks.map(({ level, reason, text }) => `${level} ${reason}: ${text}`)],
    ]),
  );
}

/** What the engine writes in place of a value that is known only after the update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function prefixes(...list: string[]) {
  return { prefixSet: { prefixes: list } };
}

/** Another target. */
export function to(bucket: string) {
  return { destination: { bucket, location: "oss-cn-beijing", transferType: "internal" } };
}

export function tags(key: string) {
  return { userTaggings: { filterType: "AND", tags: [{ key, value: "v" }] } };
}

export const KMS = { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } };
