import { canonicalDefinition, RULE_FIELD_NAMES } from "../oss";
import { isStack, oldUrnOf, type ResourceType, texts, typeOf, type Version, versionOf } from "./change";
import { type Finding, finding, type Risk, risk } from "./finding";
import { isHidden } from "./maybe";
import { joined, type Phrase, say, words } from "./phrase";
import type { State, Step } from "./preview";
import { contentDifferences, dropped, narrowed } from "./replacement";
import { rtcEnds, rtcIn, rtcIsBilled, rtcRuleText } from "./rtcFinding";
import { isSame, mayBeSamePair, pairText, type Rule, ruleOf } from "./rule";
import { changedText, putRisks, stopRisk } from "./ruleWords";

/** A rule, or RTC of one, that is another at OSS than the last command has left it. */
export interface Drift extends ResourceType {
  op: "drift" | "gone";
  urn: string;
  /** As the last command has left it. */
  old: Version;
  /** As it is at OSS. Empty where it is gone. */
  new: Version;
  changed: string[];
  /** Whether the step is that of a refresh, and no update: a preview shows no id and no outputs of what it updates. */
  isStep: boolean;
}

export function isDrift(told: { op: string }): told is Drift {
  return told.op === "drift" || told.op === "gone";
}

/**
 * Whether the steps are those of `pulumi refresh`, which tell what has changed at OSS, and not what an update changes. A
 * refresh passes over the stack's own resource; with `preview --refresh` another step of it follows. One that runs the
 * program shows what it compares with the program without an id.
 */
export function isRefresh(steps: Step[]): boolean {
  const ofStack = steps.filter(({ urn }) => isStack(urn));
  const passedOver = ofStack.length > 0 && ofStack.every(({ op }) => op === "refresh");
  return (
    passedOver ||
    steps.some(({ op, urn, newState }) => op === "refresh" && isOurs(urn) && newState?.id === undefined)
  );
}

function isOurs(urn: string): boolean {
  return typeOf(urn) !== undefined;
}

/**
 * What a refresh found. The steps of `pulumi refresh` are those differences. `pulumi preview --refresh` shows each
 * resource as the state had it, and then what the update does to it as it was found. A refresh that runs the program looks
 * like a preview, but for what it has read: no update changes a rule in place.
 */
export function driftsIn(steps: Step[], isRefresh: boolean): Drift[] {
  const found = isRefresh
    ? steps.flatMap(foundByRefresh)
    : [...foundByPreview(steps), ...steps.filter(isReadRule).flatMap(foundByRefresh)];
  return found.flatMap(driftOf);
}

interface Found {
  urn: string;
  before: State;
  /** Missing where it is gone. */
  after?: State;
  /** What the engine shows as changed, and may not show the values of. */
  reasons: unknown;
  isStep: boolean;
}

function foundByRefresh({ op, urn, oldState, newState, diffReasons: reasons }: Step): Found[] {
  if (!oldState) return [];
  if (op === "delete") return [{ urn, before: oldState, reasons, isStep: true }];
  return op === "update" && newState
    ? [{ urn, before: oldState, after: newState, reasons, isStep: true }]
    : [];
}

function foundByPreview(steps: Step[]): (Found & { step: Step })[] {
  const known = new Map(
    steps.filter(({ op, oldState }) => op === "refresh" && oldState).map((step) => [step.urn, step.oldState]),
  );
  const told = new Set<string>();
  return steps.flatMap((step) => {
    const urn = oldUrnOf(step);
    const before = known.get(urn);
    const isFirst = step.op !== "refresh" && !told.has(urn);
    if (!before || !isFirst || !(step.oldState || step.op === "create")) return [];
    told.add(urn);
    return [{ urn: step.urn, before, after: step.oldState, reasons: [], isStep: false, step }];
  });
}

/** Of which arguments, by resource, `preview --refresh` cannot tell whether OSS has them as the last state does: hidden ones. */
export function untoldDrifts(steps: Step[]): { urn: string; names: string[] }[] {
  return foundByPreview(steps).flatMap(({ urn, before, after, step }) => {
    const type = typeOf(urn);
    if (!type || before.external || !after || step.op === "same") return [];
    const shown = [...texts(step.replaceReasons), ...texts(step.diffReasons)];
    const [old, now] = [before, after].map((state) =>
      meaning(versionOf(type, state, state.outputs ?? state.inputs).properties),
    ) as [Properties, Properties];
    const names = NAMES.filter(
      (name) => (shown.length === 0 || shown.includes(name)) && isUntold(old[name], now[name]),
    );
    return names.length > 0 ? [{ urn, names }] : [];
  });
}

/** Whether two values are alike only because a part of one is hidden. */
function isUntold(a: unknown, b: unknown): boolean {
  return (containsHidden(a) || containsHidden(b)) && isSame(a, b, DEEPEST, isAlike);
}

function containsHidden(value: unknown, depth = DEEPEST): boolean {
  if (isHidden(value)) return true;
  if (depth === 0 || typeof value !== "object" || value === null) return false;
  return Object.values(value).some((part) => containsHidden(part, depth - 1));
}

/** Whether it is the update of a rule that a refresh has read, and none of the program. */
export function isReadRule({ op, urn, newState }: Step): boolean {
  return (
    op === "update" &&
    typeOf(urn)?.thing === "rule" &&
    newState?.id !== undefined &&
    newState.outputs !== undefined
  );
}

function driftOf({ urn, before, after, reasons, isStep }: Found): Drift[] {
  const type = typeOf(urn);
  if (!type || before.external) return [];
  const old = versionOf(type, before, before.outputs ?? before.inputs);
  const now = versionOf(type, after, after?.outputs ?? after?.inputs);
  if (!after) return [{ ...type, op: "gone", urn, old, new: now, changed: [], isStep }];
  const changed = changedNames(old.properties, now.properties, texts(reasons));
  return changed.length > 0 ? [{ ...type, op: "drift", urn, old, new: now, changed, isStep }] : [];
}

type Properties = Record<string, unknown>;

/** What has another meaning, and of what the values are not shown what the engine takes for changed. */
function changedNames(old: Properties, now: Properties, reasons: string[]): string[] {
  const [a, b] = [meaning(old), meaning(now)];
  const differing = NAMES.filter((name) => !isSame(a[name], b[name], DEEPEST, isAlike));
  return [...new Set([...differing, ...reasons.filter((name) => NAMES.includes(name))])].sort();
}

const DEEPEST = 5;

/** What OSS knows of a rule or its RTC. */
const NAMES: readonly string[] = ["bucket", "status", ...RULE_FIELD_NAMES];

function meaning(properties: Properties): Properties {
  const rule = RULE_FIELD_NAMES.map((name) => [name, properties[name]] as const);
  const { bucket, status = "enabled" } = properties;
  return { bucket, status, ...canonicalDefinition(Object.fromEntries(rule)) };
}

function isAlike(a: unknown, b: unknown): boolean {
  return a === b || isHidden(a) || isHidden(b);
}

/** What it means that OSS differs. */
export function driftFinding(drift: Drift): Finding {
  return drift.thing === "rtc" ? rtcDrift(drift) : ruleDrift(drift);
}

const HEAD = "OSS differs from the program's last state";

function ruleDrift(drift: Drift): Finding {
  const [old, now] = [ruleOf(drift.old), ruleOf(drift.new)];
  if (drift.op === "gone") {
    const sentence = say`${words(HEAD)}: the rule ${pairText(old)} is gone, and nothing is copied by it; the copies made so far stay.`;
    return finding(drift, "gone", old, sentence, [stopRisk(old), driftRisk()]);
  }
  const parts = [
    say`${changedText(drift.changed)} in the rule ${pairText(old)}`,
    ...(mayBeSamePair(old, now) ? [] : [say`it is one ${pairText(now)} now`]),
    ...contentDifferences(drift, old, now),
  ];
  return finding(drift, "drifted", old, say`${words(HEAD)}: ${joined(parts, "; ")}.`, [
    ...changeRisks(drift, old, now),
    driftRisk(),
  ]);
}

function changeRisks(drift: Drift, old: Rule, now: Rule): Risk[] {
  const put = putRisks(now).filter(
    ({ reason }) =>
      (reason === "deletes-replicated" && old.deletes !== "yes") ||
      (reason === "history-copied" && old.history !== "yes"),
  );
  return [
    ...(mayBeSamePair(old, now) ? [] : [stopRisk(old)]),
    ...narrowed(drift, old, now),
    ...dropped(drift, old, now),
    ...put,
  ];
}

function rtcDrift(drift: Drift): Finding {
  const [old, now] = [rtcIn(drift.old), rtcIn(drift.new)];
  const pair = { bucket: old.bucket, target: { hidden: "missing" } as const };
  const rule = rtcRuleText(old);
  const [state, risks]: [Phrase, Risk[]] =
    drift.op === "gone"
      ? [say`RTC of ${rule} is gone with its rule`, old.enabled ? rtcEnds(old) : []]
      : now.enabled
        ? [say`RTC of ${rule} is on`, rtcIsBilled(now)]
        : [say`RTC of ${rule} is off`, rtcEnds(now)];
  return finding(drift, "rtc-drifted", pair, say`${words(HEAD)}: ${state}.`, [...risks, driftRisk()]);
}

function driftRisk(): Risk {
  return risk("drift", words("It was changed by something else than this program."));
}
