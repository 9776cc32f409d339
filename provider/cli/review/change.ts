import { isObject } from "../../lifecycle/normalise";
import type { State, Step } from "./preview";
import { isStack, type OurType, typeOf } from "./urn";

/** What happens to one resource of ours, put together from the steps of the engine. */
export interface Change {
  op: "create" | "replace" | "update" | "delete" | "import";
  urn: string;
  type: OurType;
  /** As it is at OSS now. Empty in a creation. */
  old: Version;
  /** As the program wants it. Empty in a deletion. */
  new: Version;
  /** Whether the engine deletes the old one before it makes the new one. */
  deletedFirst: boolean;
  /** Names of the arguments that the engine shows as changed; in a replacement those that force it. */
  changed: string[];
  /** A replacement that is forced, by `--target-replace` or `state taint`. */
  requested: boolean;
}

export interface Version {
  id?: string;
  properties: Record<string, unknown>;
  /** The engine lets go of it instead of deleting it. */
  retained: boolean;
}

/** In state, and no matter to a reviewer. */
const INTERNAL = ["__provider", "owner", "id"];

/** What the steps do to our resources, and how many resources of other types each operation concerns. */
export function changesIn(steps: Step[]): { changes: Change[]; others: Record<string, number> } {
  const effective = [...groupedByResource(steps.map(relinquished)).values()].flatMap(combined);
  const changing = effective.filter(({ step }) => !STANDING.includes(step.op));
  const others = changing.filter(({ step }) => typeOf(step.urn) === undefined && !isStack(step.urn));
  return {
    changes: changing.flatMap(ours),
    others: countBy(others.map(({ step }) => (isOp(step.op) ? step.op : "other"))),
  };
}

/** Nothing is changed at OSS by these, or only the engine's notes are. */
const STANDING = [
  "same",
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

/** A managed rule that the program only reads from now on is let go. */
function relinquished(step: Step): Step {
  const { op, urn, oldState, newState } = step;
  const isOurs = op === "read" && typeOf(urn) !== undefined;
  if (!isOurs || !oldState || oldState.external || !newState?.external) return step;
  return { ...step, op: "delete", oldState: { ...oldState, retainOnDelete: true } };
}

/** The deletion of a renamed resource has the old URN, its creation the new one. */
function groupedByResource(steps: Step[]): Map<string, Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const urn = step.oldState?.urn ?? step.urn;
    groups.set(urn, [...(groups.get(urn) ?? []), step]);
  }
  return groups;
}

/** A replacement is one step, or with `--show-replacement-steps` three, whose order tells what is first. */
function combined(steps: Step[]): Effective[] {
  const of = (...ops: string[]) => steps.find(({ op }) => ops.includes(op));
  const replaced = of("delete-replaced");
  const replacement = of("create-replacement", "import-replacement");
  const replace = of("replace") ?? (replaced && replacement);
  const rest = steps.filter((step) => !REPLACING.includes(step.op));
  if (!replace)
    return [...rest, ...(replacement ? [asCreation(replacement)] : []), ...asDeletion(replaced)].map(single);
  const oldState = replace.oldState ?? replaced?.oldState;
  if (oldState?.external) return [...rest, asCreation(replace)].map(single);
  if (replace.newState?.external) return [...rest, ...asDeletion({ ...replace, oldState })].map(single);
  const step = { ...replace, op: "replace", oldState };
  const inOrder = replaced && replacement && steps.indexOf(replaced) < steps.indexOf(replacement);
  return [
    ...rest.map(single),
    { step, deletedFirst: oldState?.pendingReplacement === true || inOrder === true },
  ];
}

const REPLACING = ["replace", "create-replacement", "import-replacement", "delete-replaced"];

function single(step: Step): Effective {
  return { step, deletedFirst: false };
}

/** What is left of a replacement that was interrupted after its deletion, or whose old version was only read. */
function asCreation(step: Step): Step {
  return { ...step, op: step.op === "import-replacement" ? "import" : "create", oldState: undefined };
}

function asDeletion(step: Step | undefined): Step[] {
  return step ? [{ ...step, op: "delete" }] : [];
}

function ours({ step, deletedFirst }: Effective): Change[] {
  const { op, urn, oldState, newState } = step;
  const type = typeOf(urn);
  if (type === undefined || !isOp(op) || (op === "delete" && oldState?.external)) return [];
  const changed = texts(op === "replace" ? step.replaceReasons : step.diffReasons);
  return [
    {
      op,
      urn,
      type,
      old: version(oldState, oldState?.outputs ?? oldState?.inputs),
      new: version(newState, newState?.inputs ?? newState?.outputs),
      deletedFirst,
      requested: texts(step.replaceReasons).includes("id"),
      changed: [...new Set(changed)].filter((name) => !INTERNAL.includes(name)).sort(),
    },
  ];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === "string") : [];
}

function isOp(op: string): op is Change["op"] {
  return ["create", "replace", "update", "delete", "import"].includes(op);
}

function version(state: State | undefined, properties: Record<string, unknown> | undefined): Version {
  return {
    id: state?.id,
    properties: isObject(properties) ? properties : {},
    retained: state?.retainOnDelete === true,
  };
}

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
