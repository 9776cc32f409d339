import { percentText } from "../../operate/gate";
import { isClockBehind, lagMs } from "../../operate/lag";
import type { RuleSeen } from "../../operate/look";
import type { Pace } from "../../operate/pace";
import { timeText } from "../../operate/timeText";
import { bar } from "../../terminal/bar";
import { controlsEscaped } from "../../terminal/text";
import { cutToWidth, width } from "../../terminal/width";

/** A rule, and how fast it goes, as far as that was seen. */
export interface Paced {
  rule: RuleSeen;
  pace?: Pace;
}

/** One line of a rule for a log: `r-1 to dst: doing, history 42.0 %, 1.2 % a minute, about 48m left, lag 3m`. */
export function plainText({ rule, pace }: Paced, now: number): string {
  const { history, newObject } = rule;
  const parts = [
    rule.status === "doing" ? "doing" : statusText(rule),
    ...(history === undefined ? [] : [`history ${percentText(history)}`]),
    ...paceParts(rule, pace),
    ...(newObject ? [`${lagText(rule, now)} (copied up to ${newObject.toISOString()})`] : []),
  ];
  return `${nameOf(rule)}: ${parts.join(", ")}`;
}

/** What of it is news: the lag of new objects is another with each look. */
export function newsOf({ rule }: Paced): string {
  return `${rule.status} ${rule.history === undefined ? "" : percentText(rule.history)} ${rule.newObject !== undefined}`;
}

/** A line with a bar for each rule, not wider than the terminal. */
export function barTexts(rules: readonly Paced[], now: number, columns = 100): string[] {
  const names = rules.map(({ rule }) => controlsEscaped(nameOf(rule)));
  const longest = Math.min(Math.floor(columns * 0.4), Math.max(0, ...names.map((name) => width(name))));
  const size = Math.min(30, columns - longest - BESIDE);
  return rules.map((paced, at) => {
    const name = cutToWidth(names[at] ?? "", longest + 1);
    const padded = `${name}${" ".repeat(Math.max(0, longest - width(name)))}`;
    return cutToWidth(`${padded}  ${stateText(paced, now, size)}`, columns + 1);
  });
}

/** Places that percents, pace and lag want, and the least for a bar. */
const BESIDE = 46;
const SHORTEST = 5;

function stateText({ rule, pace }: Paced, now: number, size: number): string {
  if (rule.status !== "doing") return statusText(rule);
  const { history = 0, copiesHistory } = rule;
  const drawn = size >= SHORTEST ? `${bar(history, size)} ` : "";
  const copied = copiesHistory
    ? [`${drawn}${rule.history === undefined ? "unknown" : percentText(history).padStart(7)}`]
    : ["new objects only"];
  return [...copied, ...paceParts(rule, pace), lagText(rule, now)].join(", ");
}

const STATUS: Record<RuleSeen["status"], string> = {
  starting: "starting",
  doing: "doing",
  closing: "closing: deleted, and being cleared",
  gone: "gone: OSS does not list it any more",
};

function statusText({ status }: RuleSeen): string {
  return Object.hasOwn(STATUS, status) ? STATUS[status] : `${status}, which is not known here`;
}

function nameOf({ id, target }: RuleSeen): string {
  return target === undefined ? id : `${id} to ${target}`;
}

/** Nothing where there is nothing left to copy, or no history at all. */
function paceParts({ status, history, copiesHistory }: RuleSeen, pace: Pace | undefined): string[] {
  if (status !== "doing" || !copiesHistory || history === undefined || history >= 1) return [];
  if (pace === undefined) return ["time left unknown"];
  return [`${rateText(pace.rate)}`, `about ${timeText(pace.leftMs)} left`];
}

/** By the minute, or the hour where it is slow. */
function rateText(rate: number): string {
  const aMinute = rate * 60_000 * 100;
  return aMinute >= 0.1 ? `${aMinute.toFixed(1)} %/min` : `${(aMinute * 60).toPrecision(2)} %/h`;
}

function lagText(rule: RuleSeen, now: number): string {
  if (isClockBehind(rule, now)) return "lag unknown: this clock is behind";
  const lag = lagMs(rule, now);
  return lag === undefined ? "lag unknown" : `lag ${timeText(lag)}`;
}
