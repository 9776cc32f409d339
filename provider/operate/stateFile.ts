import { isObject } from "../oss";

/** A rule, or the RTC of a rule, that a state owns. */
export interface StateRule {
  kind: "rule" | "rtc";
  urn: string;
  /** The resource's name. */
  name: string;
  /** OSS's rule id. */
  ruleId: string;
  /** The source bucket, its region, and the target: absent where the state holds them as secrets. */
  bucket?: string;
  region?: string;
  target?: { bucket: string; location: string };
  /** It waits to be deleted: another has taken its place, or its program no longer has it. */
  leaving?: boolean;
  /** What the state says of the resource, as it is; a secret is an object with a signature. */
  outputs: Readonly<Record<string, unknown>>;
}

/** Whether OSS should have it: what waits to be deleted may be gone at any time, and is not missed. */
export function isExpected({ leaving }: StateRule): boolean {
  return leaving !== true;
}

/** The text is not a state; the message says what it is instead. */
export class NotAState extends Error {}

const KINDS: Record<string, StateRule["kind"]> = {
  "pulumi-nodejs:dynamic/oss:ReplicationRule": "rule",
  "pulumi-nodejs:dynamic/oss:ReplicationRtc": "rtc",
  "oss-replication:index:ReplicationRule": "rule",
  "oss-replication:index:ReplicationRtc": "rtc",
};

/**
 * The rules and RTCs that a state owns, from the output of `pulumi stack export`: those that the program only reads
 * (`get`) are not among them, those that wait to be deleted are. Throws a `NotAState`.
 */
export function rulesInState(text: string): StateRule[] {
  return resourcesIn(text).flatMap(ruleIn);
}

function resourcesIn(text: string): unknown[] {
  const deployment = at(parsed(text), "deployment");
  const { resources = [] } = isObject(deployment) ? deployment : { resources: undefined };
  if (!isObject(deployment) || !Array.isArray(resources))
    throw new NotAState("It is JSON, but not the output of `pulumi stack export`: it lacks `deployment`.");
  return resources;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAState("It is not JSON. Make it by `pulumi stack export`.");
  }
}

function ruleIn(resource: unknown): StateRule[] {
  if (!isObject(resource)) return [];
  const { type, urn, id, external, outputs } = resource;
  const kind = typeof type === "string" && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined || external === true || typeof id !== "string" || typeof urn !== "string") return [];
  const said = isObject(outputs) ? outputs : {};
  const ruleId = kind === "rtc" ? (textOrNothing(said.ruleId) ?? id) : id;
  return [
    {
      kind,
      urn,
      name: urn.split("::").slice(3).join("::"),
      ruleId,
      bucket: textOrNothing(said.bucket),
      region: textOrNothing(said.region),
      target: targetIn(said.destination),
      leaving: resource.delete === true ? true : undefined,
      outputs: said,
    },
  ];
}

function targetIn(destination: unknown): StateRule["target"] {
  const bucket = textOrNothing(at(destination, "bucket"));
  const location = textOrNothing(at(destination, "location"));
  return bucket && location ? { bucket, location } : undefined;
}

function at(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
