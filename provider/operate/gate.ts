import { parseDuration } from "../lifecycle/duration";
import type { RuleStatus } from "../oss";
import { isClockBehind, lagMs } from "./lag";
import { timeText } from "./timeText";

/** What a rule must have reached. */
export type Condition =
  /** At least this share of the objects that were there before is copied, 0 to 1. */
  | { kind: "history"; least: number; text: string }
  /** All that was written longer ago than this is copied, in ms. */
  | { kind: "lag"; most: number; text: string };

/** The conditions are not such; the message says why, and what they look like. */
export class NotConditions extends Error {}

/** A rule as a gate sees it. */
export interface GatedRule {
  id: string;
  /** `gone`: it was there, or was asked for by its id, and OSS does not list it. */
  status: RuleStatus | "gone";
  /** Whether it copies objects that were there before; `undefined`: not known. */
  copiesHistory?: boolean;
  /** Share of them that is copied, 0 to 1; absent: not known. */
  history?: number;
  /** Everything written before this time is copied; absent: not known. */
  newObject?: Date;
}

/** One condition of one rule. */
export interface Outcome {
  ruleId: string;
  condition: string;
  met: boolean;
  /** Why it is met or not, with figures. */
  reason: string;
}

export interface Verdict {
  met: boolean;
  /** Waiting will not help: there is no rule, or one is deleted. */
  final: boolean;
  outcomes: Outcome[];
}

const HELP = "Conditions are history=PERCENT% and lag=TIME, such as history=100%,lag=15m.";

/** `history=100%,lag=15m`. Throws `NotConditions`. */
export function conditionsIn(text: string): Condition[] {
  const conditions = text.split(",").map((part) => conditionIn(part.trim()));
  const twice = conditions.find(({ kind }, at) => conditions.findIndex((each) => each.kind === kind) !== at);
  if (twice) throw new NotConditions(`${twice.kind} is given twice. ${HELP}`);
  return conditions;
}

function conditionIn(text: string): Condition {
  const [, kind, value = ""] = /^(history|lag)=(.*)$/s.exec(text) ?? [];
  if (kind === "history") {
    const percent = /^\d+(\.\d+)?%$/.test(value) ? Number(value.slice(0, -1)) : Number.NaN;
    if (percent > 0 && percent <= 100) return { kind, least: percent / 100, text };
  }
  if (kind === "lag") {
    const most = parseDuration(value);
    if (most !== undefined) return { kind, most, text };
  }
  throw new NotConditions(`${JSON.stringify(text)} is no condition. ${HELP}`);
}

/** Whether all conditions hold for all rules. A bucket without a rule copies nothing, and meets none. */
export function judge(rules: readonly GatedRule[], conditions: readonly Condition[], now: number): Verdict {
  const outcomes = rules.flatMap((rule) => conditions.map((condition) => outcomeOf(rule, condition, now)));
  const isDead = ({ status }: GatedRule) => status === "closing" || status === "gone";
  return {
    met: rules.length > 0 && outcomes.every(({ met }) => met),
    final: rules.length === 0 || rules.some(isDead),
    outcomes,
  };
}

function outcomeOf(rule: GatedRule, condition: Condition, now: number): Outcome {
  const [met, reason] = DEAD[rule.status] ?? strange(rule) ?? figureOf(rule, condition, now);
  return { ruleId: rule.id, condition: condition.text, met, reason };
}

const DEAD: Partial<Record<GatedRule["status"], [met: false, reason: string]>> = {
  closing: [false, "the rule is deleted and is being cleared"],
  gone: [false, "there is no such rule"],
};

/** OSS may come to have more than its pages tell of; nobody knows what such a rule copies. */
function strange({ status }: GatedRule): [met: false, reason: string] | undefined {
  if (status === "starting" || status === "doing") return undefined;
  return [false, `the rule is "${status}", which is not known here`];
}

function figureOf(rule: GatedRule, condition: Condition, now: number): [met: boolean, reason: string] {
  return condition.kind === "history" ? historyOf(rule, condition.least) : lagOf(rule, condition.most, now);
}

function historyOf({ status, copiesHistory, history }: GatedRule, least: number): [boolean, string] {
  if (copiesHistory === false)
    return [true, "the rule copies no objects from before, so there is nothing to wait for"];
  if (history === undefined) return [false, unknown("how much is copied", status)];
  return [history >= least, `${percentText(history)} is copied`];
}

function lagOf({ status, newObject }: GatedRule, most: number, now: number): [boolean, string] {
  if (isClockBehind({ newObject }, now))
    return [false, "nobody knows how late it is: this machine's clock is behind OSS's"];
  const lag = lagMs({ newObject }, now);
  if (lag === undefined) return [false, unknown("how late it is", status)];
  return [lag <= most, `what was written up to ${timeText(lag)} ago is copied`];
}

function unknown(what: string, status: string): string {
  return status === "starting" ? "the rule is starting" : `OSS does not say ${what}`;
}

/** `99.9 %`; never rounded up, so that 100.0 % is all of it. */
export function percentText(share: number): string {
  return `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)} %`;
}
