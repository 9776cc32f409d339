import { isObject } from "../lifecycle/normalise";
import type { State, Step } from "./preview";

/** What happens to one resource that manages a rule or its RTC, put together from the steps of the engine. */
export interface Change extends ResourceType {
  /** `same` where nothing happens to it. */
  op: Op;
  /** The URN that it has, or had before its deletion. */
  urn: string;
  /** The URN that it had before an alias gave it another one. */
  oldUrn: string;
  /** As it is at OSS now. Empty in a creation. */
  old: Version;
  /** As the program wants it. Empty in a deletion. */
  new: Version;
  /** Whether the engine deletes the old one before it makes the new one. */
  deletedFirst: boolean;
  /** The arguments that the engine shows as changed; in a replacement, those that cause it. */
  changed: string[];
  /** The id of the rule that a creation takes over, as the checks said. */
  takenOver?: string;
  /** Whether a replacement is forced, by `--target-replace` or `state taint`. */
  requested: boolean;
}

/** A change that does something. */
export type ActiveChange = Change & { op: Exclude<Op, "same"> };

export function isActive(change: Change): change is ActiveChange {
  return change.op !== "same";
}

type Op = (typeof OPS)[number];

const OPS = ["same", "create", "replace", "update", "delete", "import"] as const;

export interface Version {
  id?: string;
  /** The provider that serves it, in a process of its own; without the id of the provider, which a new one lacks. */
  provider?: string;
  properties: Record<string, unknown>;
  /** Whether the engine drops it from the state instead of deleting it. */
  retained: boolean;
  /** Of an RTC: the URNs of the resources whose outputs its `ruleId` is made of. */
  ruleFrom?: string[];
  /** The resource option, in seconds. Only a first-class provider obeys it. */
  customTimeouts?: Record<string, unknown>;
}

/** Of no interest to a reviewer. */
const INTERNAL = ["__provider", "owner", "id"];

/** What the steps do to rules and RTCs, and the operation on each other resource. */
export function changesIn(steps: Step[]): { changes: Change[]; others: string[] } {
  const effective = [...groupedByResource(steps.map(relinquished)).values()].flatMap(combined);
  const known = effective.filter(({ step }) => !STANDING.includes(step.op));
  const others = known.filter(({ step }) => typeOf(step.urn) === undefined && !isStack(step.urn));
  return {
    changes: known.flatMap(changeOf),
    others: others.map(({ step }) => (isOp(step.op) ? step.op : "other")).filter((op) => op !== "same"),
  };
}

/** These change nothing, or only what the engine notes for itself. */
const STANDING = [
  "read",
  "read-replacement",
  "read-discard",
  "discard",
  "discard-replaced",
  "refresh",
  "remove-pending-replace",
];

interface Effective {
  step: Step;
  deletedFirst: boolean;
}

/** A managed rule that the program only reads from now on is released. */
function relinquished(step: Step): Step {
  const { op, urn, oldState, newState } = step;
  const isOurs = op === "read" && typeOf(urn) !== undefined;
  if (!isOurs || !oldState || oldState.external || !newState?.external) return step;
  return { ...step, op: "delete", oldState: { ...oldState, retainOnDelete: true } };
}

/** The deletion of a resource that an alias renames has the old URN, its creation the new one. */
function groupedByResource(steps: Step[]): Map<string, Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const group = groups.get(oldUrnOf(step));
    if (group) group.push(step);
    else groups.set(oldUrnOf(step), [step]);
  }
  return groups;
}

/** The URN that a resource has had so far. */
export function oldUrnOf({ oldState, urn }: Step): string {
  return typeof oldState?.urn === "string" ? oldState.urn : urn;
}

/** A replacement is one step, or three with `--show-replacement-steps`, whose order tells what comes first. */
function combined(steps: Step[]): Effective[] {
  const of = (...ops: string[]) => steps.find(({ op }) => ops.includes(op));
  const replaced = of("delete-replaced");
  const replacement = of("create-replacement", "import-replacement");
  const replace = of("replace") ?? (replaced && replacement);
  const rest = steps.filter((step) => !REPLACING.includes(step.op));
  if (!replace)
    return [...rest, ...(replacement ? [asCreation(replacement)] : []), ...asDeletion(replaced)].map(single);
  const oldState = replace.oldState ?? replaced?.oldState;
  if (isImporting(replace.newState, oldState))
    return [...rest, ...asImport({ ...replace, oldState })].map(single);
  if (oldState?.external) return [...rest, asCreation(replace)].map(single);
  if (replace.newState?.external) return [...rest, ...asDeletion({ ...replace, oldState })].map(single);
  const step = { ...replace, op: "replace", oldState };
  const inOrder = replaced && replacement && steps.indexOf(replaced) < steps.indexOf(replacement);
  return [
    ...rest.map(single),
    { step, deletedFirst: oldState?.pendingReplacement === true || inOrder === true },
  ];
}

/** As the engine decides it (step_generator.go, isImport). Afterwards it forgets what was imported where state is updated. */
function isImporting(now: State | undefined, old: State | undefined): boolean {
  const wanted = textOrNothing(now?.importID);
  return wanted !== undefined && wanted !== (textOrNothing(old?.importID) ?? old?.id);
}

/** Another rule is imported, and the old one deleted; or the same once more, which nobody deletes. */
function asImport(step: Step): Step[] {
  const { oldState, newState } = step;
  const imported = { ...step, op: "import", oldState: undefined };
  const isSame = importedRule(newState?.importID) === oldState?.id;
  return [imported, ...(isSame ? [] : asDeletion(step))];
}

/** `BUCKET/RULE` or `REGION/BUCKET/RULE`. */
function importedRule(importId: unknown): string | undefined {
  return textOrNothing(importId)?.split("/").at(-1);
}

const REPLACING = ["replace", "create-replacement", "import-replacement", "delete-replaced"];

function single(step: Step): Effective {
  return { step, deletedFirst: false };
}

/** What remains of a replacement that was interrupted after the deletion, or whose old version was only read. */
function asCreation(step: Step): Step {
  return { ...step, op: step.op === "import-replacement" ? "import" : "create", oldState: undefined };
}

function asDeletion(step: Step | undefined): Step[] {
  return step ? [{ ...step, op: "delete" }] : [];
}

function changeOf({ step, deletedFirst }: Effective): Change[] {
  const { op, urn, oldState, newState } = step;
  const type = typeOf(urn);
  if (type === undefined || !isOp(op)) return [];
  if ((op === "delete" && oldState?.external) || (op === "same" && newState?.external)) return [];
  const changed = texts(op === "replace" ? step.replaceReasons : step.diffReasons);
  return [
    {
      thing: type.thing,
      maker: type.maker,
      op,
      urn,
      oldUrn: oldUrnOf(step),
      old: versionOf(type, oldState, oldState?.outputs ?? oldState?.inputs),
      new: versionOf(type, newState, newState?.inputs ?? newState?.outputs),
      deletedFirst,
      requested: texts(step.replaceReasons).includes("id"),
      changed: [...new Set(changed)].filter((name) => !INTERNAL.includes(name)).sort(),
    },
  ];
}

/** The texts of a list; none where it is no list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === "string") : [];
}

function isOp(op: string): op is Op {
  return OPS.includes(op as Op);
}

export function versionOf({ maker }: ResourceType, state: State | undefined, properties: unknown): Version {
  const { customTimeouts } = state ?? {};
  return {
    id: textOrNothing(state?.id) ?? (maker === "first-class" ? importedRule(state?.importID) : undefined),
    provider: textOrNothing(state?.provider)?.split("::").slice(0, 4).join("::"),
    properties: isObject(properties) ? properties : {},
    retained: state?.retainOnDelete === true,
    ruleFrom: isObject(state?.propertyDependencies) ? texts(state.propertyDependencies.ruleId) : undefined,
    ...(maker === "first-class" && { customTimeouts: isObject(customTimeouts) ? customTimeouts : {} }),
  };
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A rule, or replication time control of one. */
export type Thing = "rule" | "rtc";

/** Whose resource manages it: one of ours, of either kind of provider, or that of another tool. */
export type Maker = "dynamic" | "first-class" | "other tool";

export interface ResourceType {
  thing: Thing;
  maker: Maker;
}

/** The types that a review knows. Those of other tools manage the same rules at OSS. */
const TYPES: Record<string, ResourceType> = {
  "pulumi-nodejs:dynamic/oss:ReplicationRule": { thing: "rule", maker: "dynamic" },
  "pulumi-nodejs:dynamic/oss:ReplicationRtc": { thing: "rtc", maker: "dynamic" },
  "oss-replication:index:ReplicationRule": { thing: "rule", maker: "first-class" },
  "oss-replication:index:ReplicationRtc": { thing: "rtc", maker: "first-class" },
  // @pulumi/alicloud, and the Terraform provider it is made of, added by `pulumi package add terraform-provider`.
  "alicloud:oss/bucketReplication:BucketReplication": { thing: "rule", maker: "other tool" },
  "alicloud:index/ossBucketReplication:OssBucketReplication": { thing: "rule", maker: "other tool" },
};

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`, where the name may hold anything. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}

/** The URN without its name: where in the program a resource is. */
export function placeIn(urn: string): string {
  return urn.split("::").slice(0, 3).join("::");
}

export function typeNameIn(urn: string): string {
  return qualifiedTypeIn(urn).split("$").at(-1) ?? "";
}

export function typeOf(urn: string): ResourceType | undefined {
  const type = typeNameIn(urn);
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

export function isStack(urn: string): boolean {
  return qualifiedTypeIn(urn) === "pulumi:pulumi:Stack";
}

function qualifiedTypeIn(urn: string): string {
  return urn.split("::")[2] ?? "";
}
