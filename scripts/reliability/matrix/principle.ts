import type { EmulatedRule } from "oss-replication-emulator";
import type { Outcome } from "../engine/standIn";
import type { Held } from "../engine/state";
import { pair } from "./program";

/** What the service and the state are at one moment. */
export interface Standing {
  /** Rules in effect or about to be, of the pair. */
  rules: EmulatedRule[];
  /** All other rules of the source but closing ones: there must be none. */
  strangers: EmulatedRule[];
  /** How many deleted rules OSS has not cleared yet. */
  closing: number;
  state: Pick<Held, "type" | "id">[];
}

/** What must be true of the pair in the end. */
export interface Wanted {
  prefix?: string;
}

/**
 * The principle: a command that fails leaves every pair of buckets protected at least as it was, or says in its first
 * sentence which pair is not, and what to run. One sentence for each way in which this is not so.
 */
export function lossesOf(before: Standing, after: Standing, outcome: Outcome): string[] {
  const [old] = before.rules;
  const [now] = after.rules;
  if (outcome.ok || old === undefined) return [];
  if (now === undefined && !saysLoss(outcome.message, /no rule is in effect|not known whether|is gone/i))
    return ["the pair is not replicated any more, and the failure does not begin with that"];
  if (now && old.rtcStatus !== undefined && now.rtcStatus === undefined && !saysLoss(outcome.message, /RTC/))
    return ["RTC is off, and the failure does not begin with that"];
  return [];
}

/** The first sentence names both buckets and what is lost; a later one says what to run. */
export function saysLoss(message: string, loss: RegExp): boolean {
  const [sentence = "", ...rest] = message.split(/(?<=[.:]) /);
  return [pair.source, pair.target].every((name) => sentence.includes(name)) && loss.test(sentence)
    ? /`[^`]+`|[Rr]un the same command/.test(rest.join(" "))
    : false;
}

/** Where service, state and program disagree after a command that said it had succeeded. */
export function disagreements({ rules, strangers, closing, state }: Standing, { prefix }: Wanted): string[] {
  const found: string[] = [];
  const wrong = (what: string) => found.push(what);
  if (strangers.length > 0) wrong(`${strangers.length} rules that nobody wants`);
  if (prefix === undefined) {
    if (rules.length > 0) wrong("a rule is left at the service");
    if (closing > 0) wrong("a rule is closing still");
    if (state.length > 0) wrong(`state still has ${state.map(({ type }) => type).join(" and ")}`);
    return found;
  }
  if (rules.length !== 1) return [...found, `${rules.length} rules instead of one`];
  const [rule] = rules as [EmulatedRule];
  if (rule.prefixes.join() !== prefix) wrong(`the rule says ${rule.prefixes.join()} instead of ${prefix}`);
  if (rule.rtcStatus === undefined) wrong("RTC is off");
  const kinds = state.map(({ type }) => type).sort();
  if (kinds.join() !== "rtc,rule") wrong(`state has ${kinds.join(" and ") || "nothing"}`);
  if (state.some(({ id }) => id !== rule.id)) wrong("state has another id than the service");
  return found;
}

/** The ids that a failure says to adopt. */
export function adoptable(message: string): string[] {
  return [...message.matchAll(/`adopt: "([^"]+)"`/g)].map(([, id]) => id ?? "");
}
