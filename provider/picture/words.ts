import { cut } from "../terminal/text";
import type { Arrow, Bucket, Copies, Label, Mark } from "./picture";

/** Makes text of others fit for a format; what it gives has no line end, and no character that cannot be seen. */
export type Show = (text: string) => string;

export const UNKNOWN_REGION = "region unknown";

/** What stands at an arrow, a line each, the mark first. Text of others stands in quotation marks where it is not plain. */
export function linesOf(arrow: Arrow, show: Show): string[] {
  const { mark, copies, before, status, note, count } = arrow;
  if (count !== undefined)
    return [...markLine(mark), `${thousands(count)} more ${count === 1 ? "rule" : "rules"}`];
  return [
    ...markLine(mark),
    ...(copies ? copiesLines(copies, show) : []),
    ...(before ? [`before: ${copiesLines(before, show).join("; ")}`] : []),
    ...(status === undefined ? [] : [named(status, show)]),
    ...(note === undefined ? [] : [note]),
  ];
}

/** In capitals, so that it stands out without a colour. */
export const MARKS: Record<Mark, string> = {
  kept: "",
  starts: "STARTS",
  stops: "STOPS",
  anew: "MADE ANEW",
};

function markLine(mark: Mark): string[] {
  return mark === "kept" ? [] : [MARKS[mark]];
}

function copiesLines(copies: Copies, show: Show): string[] {
  const how = howOf(copies, show);
  return [objectsOf(copies, show), ...(how === "" ? [] : [how])];
}

/** `ALL, RTC`; empty where nothing of it is known. */
export function howOf({ action, rtc }: Copies, show: Show): string {
  return [
    ...(action === undefined ? [] : [named(action, show)]),
    ...(rtc === undefined ? [] : [shown(rtc, LONGEST_NAME, show)]),
  ].join(", ");
}

/** As many as have room at an arrow. */
const MOST_PREFIXES = 3;

/** `all objects`, `"a/", "b/"`, with what narrows it down. */
export function objectsOf({ prefixes, hidden, tagged }: Copies, show: Show, most = MOST_PREFIXES): string {
  const more = prefixes.length - most;
  const list = [
    ...prefixes.slice(0, most).map((prefix) => inQuotes(prefix, show)),
    ...(more > 0 ? [`${thousands(more)} more`] : []),
    ...(hidden ? ["prefixes not shown"] : []),
  ];
  return `${list.length > 0 ? list.join(", ") : "all objects"}${tagged ? ", only with tags" : ""}`;
}

/** A name of a bucket as such; anything else that stands for one in quotation marks. */
export function labelText(label: Label, show: Show): string {
  return "name" in label ? named(label.name, show) : label.words;
}

export function bucketLines({ label, remark }: Bucket, show: Show): string[] {
  return [labelText(label, show), ...(remark === undefined ? [] : [shown(remark, LONGEST_REMARK, show)])];
}

export function regionText(region: string | undefined, show: Show): string {
  return region === undefined ? UNKNOWN_REGION : named(region, show);
}

/** A plain word as it is. No word of ours at an arrow is one of these alone, but for OSS's own. */
function named(text: string, show: Show): string {
  return /^[\w.-]{1,80}$/.test(text) ? text : inQuotes(text, show);
}

function inQuotes(text: string, show: Show): string {
  return `"${shown(text, LONGEST_NAME, show)}"`;
}

const [LONGEST_NAME, LONGEST_REMARK] = [80, 300];

export function remarkText(remark: string, show: Show): string {
  return shown(remark, LONGEST_REMARK, show);
}

/** A quotation mark in a text cannot end it. */
function shown(text: string, longest: number, show: Show): string {
  return show(cut(text, longest)).replaceAll('"', "\\u{22}");
}

export function thousands(count: number): string {
  return count.toLocaleString("en");
}

/** What the picture shows in one sentence, for those who do not see it. */
export function summaryOf({
  buckets,
  arrows,
}: {
  buckets: readonly Bucket[];
  arrows: readonly Arrow[];
}): string {
  const count = (mark: Mark) =>
    arrows.filter((arrow) => arrow.mark === mark).reduce((sum, arrow) => sum + (arrow.count ?? 1), 0);
  const rules = (number: number) => `${thousands(number)} ${number === 1 ? "rule" : "rules"}`;
  const said = (Object.keys(VERBS) as (keyof typeof VERBS)[])
    .filter((mark) => count(mark) > 0)
    .map((mark) => `${rules(count(mark))} ${VERBS[mark][count(mark) === 1 ? 0 : 1]}`);
  const kept = count("kept");
  const all =
    said.length === 0
      ? [rules(kept)]
      : kept > 0
        ? [...said, `${rules(kept)} ${kept === 1 ? "stays" : "stay"}`]
        : said;
  const boxes = buckets.length;
  return `${all.join(", ")}; ${thousands(boxes)} ${boxes === 1 ? "bucket" : "buckets"}.`;
}

const VERBS = {
  starts: ["starts", "start"],
  stops: ["stops", "stop"],
  anew: ["is made anew", "are made anew"],
} as const;
