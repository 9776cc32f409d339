import { percentText } from "../operate/gate";
import type { Overview, OverviewRule } from "../operate/overview/overview";
import type { Owner } from "../operate/overview/owner";
import type { Problem } from "../operate/overview/problem";
import { timeText } from "../operate/timeText";
import type { Screen } from "../terminal/screen";
import { type Column, table } from "../terminal/table";
import { cut, line } from "../terminal/text";
import type { Toned } from "../terminal/tone";
import { objectsOf } from "./ruleWords";

/** More sentences than this nobody reads; the table has every problem. */
const MOST_SENTENCES = 20;
const MOST_NAMES = 50;
const LONGEST_OBJECTS = 60;

/** An overview for people: what is wrong, every rule, and the buckets that have none. */
export function overviewText(overview: Overview, screen: Screen): string {
  const { rules, problems, withoutRules } = overview;
  const rows = [...problems.filter(isOfNoRule(rules)).map(problemRow), ...rules.map(ruleRow)];
  const hasOwners = rules.some(({ owner }) => owner !== undefined);
  return [
    line(summaryOf(overview)),
    ...sentencesOf(problems),
    ...(rows.length > 0 ? ["\n", table(columns(hasOwners), rows, screen)] : []),
    ...(withoutRules.length > 0 ? ["\n", line(namesOf(withoutRules.map(({ bucket }) => bucket)))] : []),
  ].join("");
}

function summaryOf({ at, summary, rules }: Overview): string {
  const { buckets, problems } = summary;
  const counts = [counted(summary.rules, "rule"), counted(buckets, "bucket"), counted(problems, "problem")];
  return `${counts.join(", ")} at ${at}.${ownersText(rules)}`;
}

function ownersText(rules: OverviewRule[]): string {
  if (!rules.some(({ owner }) => owner !== undefined)) return "";
  const of = (owner: Owner) => rules.filter((rule) => rule.owner === owner).length;
  return ` The state owns ${of("state")} of the rules, another stack ${of("other-stack")}, nobody ${of("nobody")}.`;
}

function sentencesOf(problems: Problem[]): string[] {
  const shown = problems.slice(0, MOST_SENTENCES);
  const more = problems.length - shown.length;
  return [
    ...(shown.length > 0 ? ["\n"] : []),
    ...shown.map(({ kind, message, next }) => line(`${kind}: ${message} ${next}`)),
    ...(more > 0
      ? [line(`And ${counted(more, "more problem")}: the table has them, --json their sentences.`)]
      : []),
  ];
}

function isOfNoRule(rules: OverviewRule[]): (problem: Problem) => boolean {
  const known = new Set(rules.map(({ bucket, ruleId }) => `${bucket}/${ruleId}`));
  return ({ bucket, ruleId }) => ruleId === undefined || !known.has(`${bucket}/${ruleId}`);
}

function columns(hasOwners: boolean): Column[] {
  return [
    { head: "PROBLEM", wraps: true },
    "SOURCE",
    "TARGET",
    "REGIONS",
    { head: "OBJECTS", wraps: true },
    ...["ACTION", "STATUS", "HISTORY", "LAG", "RTC", "RULE"],
    ...(hasOwners ? ["STATE"] : []),
  ];
}

const NONE: Toned = { text: "-", tone: "faint" };

function problemRow({ kind, bucket, region, target, ruleId }: Problem): Toned[] {
  const unknown = Array.from({ length: 6 }, () => NONE);
  const problem: Toned = { text: kind, tone: "bad" };
  return [problem, bucket ?? NONE, target ?? NONE, region ?? NONE, ...unknown, ruleId ?? NONE];
}

function ruleRow(rule: OverviewRule): Toned[] {
  const { bucket, destination, action, status, rtcStatus, ruleId, owner } = rule;
  return [
    rule.problems.length > 0 ? { text: rule.problems.join(", "), tone: "bad" } : NONE,
    bucket,
    destination.bucket,
    regionsOf(rule),
    cut(objectsOf(rule), LONGEST_OBJECTS),
    action,
    status,
    historyOf(rule),
    lagText(rule),
    rtcStatus,
    ruleId,
    ...(owner === undefined ? [] : [ownerText(rule, owner)]),
  ];
}

function regionsOf({ region, targetRegion }: OverviewRule): string {
  return region === targetRegion ? region : `${region} > ${targetRegion}`;
}

function historyOf({ historicalObjectReplication, historicalObject, status }: OverviewRule): Toned {
  if (historicalObjectReplication === "disabled") return "not copied";
  if (historicalObject === undefined) return status === "doing" ? "unknown" : NONE;
  // Never 100 % before all is copied.
  return percentText(historicalObject);
}

function lagText({ lagSeconds, status }: OverviewRule): Toned {
  if (lagSeconds === undefined) return status === "doing" ? "unknown" : NONE;
  return timeText(lagSeconds * 1000);
}

function ownerText({ resource }: OverviewRule, owner: Owner): Toned {
  if (owner === "state") return resource?.name ?? owner;
  return owner === "nobody" ? { text: "nobody", tone: "doubtful" } : "another stack";
}

function namesOf(buckets: string[]): string {
  const shown = buckets.slice(0, MOST_NAMES).join(", ");
  const more = buckets.length - MOST_NAMES;
  return `Without a rule: ${shown}${more > 0 ? ` and ${more} more` : ""}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
