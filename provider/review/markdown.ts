import { visible } from "../terminal/text";
import { type Finding, KIND_NAMES, KINDS, type Kind, type Level, type Risk } from "./finding";
import { commonOf, type Group, groupsOf } from "./group";
import { type Maybe, nameOf, shortened } from "./maybe";
import type { Occasion } from "./occasion";
import { asMarkdown, type Phrase, say, words } from "./phrase";
import { pictureText } from "./picture";
import { findingsIn, levelOf, type Outline, type Report } from "./report";
import { isFailed, isUnchanged, type Reviewed, titleOf } from "./reviewed";
import type { Room } from "./room";
import {
  copiedText,
  countsText,
  driftText,
  errorPhrases,
  failureText,
  kindText,
  leftOutText,
  notCheckedRisks,
  notCheckedText,
  notePhrases,
  othersText,
  outcomeText,
  unmeasuredPhrases,
} from "./summary";

/*
 * GitHub Flavored Markdown, as GitLab renders it too. What is read first fits on a screen: the counts, and a table with a row a
 * rule, or a row for many that are told in the same words. All else is folded away.
 */

export function* markdownPieces(
  reviews: readonly Reviewed[],
  occasion: Occasion,
  rooms: readonly Room[],
): Generator<string> {
  const [only] = reviews.length === 1 ? reviews : [];
  const head = [markerOf(reviews), heading(only && titleOf(only)), occasionText(reviews, occasion)];
  const text = blocks(only ? head : [...head, overview(reviews)]);
  for (const room of rooms) room.reserve(Math.ceil(text.length / rooms.length));
  yield text;
  for (const [at, reviewed] of reviews.entries()) {
    const room = rooms[at] as Room;
    if (only) yield* stackPieces(reviewed, room);
    else if (!isUnchanged(reviewed)) yield* foldedStack(reviewed, at, room);
  }
}

/** Where later runs find the comment that they rewrite: hidden, and another for each stack. */
function markerOf(reviews: readonly Reviewed[]): string {
  const titles = reviews.map((reviewed, at) => titleOf(reviewed) ?? String(at + 1));
  if (reviews.every((reviewed) => titleOf(reviewed) === undefined)) return "";
  return `<!-- oss-replication review: ${titles.map(markerText).join(", ")} -->`;
}

/** No text ends the comment, and no two are the same. */
function markerText(title: string): string {
  return title.replace(/[^\w./ -]/gu, (character) => `%${character.codePointAt(0)?.toString(16)};`);
}

function heading(title: string | undefined): string {
  return `## OSS replication review${title === undefined ? "" : asMarkdown(say`: ${title}`)}`;
}

function occasionText(reviews: readonly Reviewed[], { commit, run }: Occasion): string {
  const [only] = reviews.length === 1 ? reviews : [];
  const { project, stack } = only?.origin ?? {};
  const isNamed = only?.name !== undefined && project !== undefined && stack !== undefined;
  const parts = [
    ...(isNamed ? [asMarkdown(say`stack ${stack} of project ${project}`)] : []),
    ...(commit ? [asMarkdown(say`commit ${commit}`)] : []),
    ...(run ? [isAddress(run) ? `[run](${run})` : asMarkdown(say`run ${run}`)] : []),
  ];
  return parts.length > 0 ? `Of ${parts.join(", ")}` : "";
}

/** One that is safe in a link of Markdown. */
function isAddress(text: string): boolean {
  return /^https?:\/\/[\w.-]+(:\d+)?(\/[\w./-]*)?$/.test(text);
}

const LEVEL_OF_FAILED = "**failed**";

function overview(reviews: readonly Reviewed[]): string {
  return tableText(
    ["Risk", "Stack", "What happens"],
    reviews.map((reviewed, at) => {
      const { outcome } = reviewed;
      const level = isFailed(outcome) ? LEVEL_OF_FAILED : levelMark(outcome.highest);
      return [level, asMarkdown(shortTitle(reviewed, at)), asMarkdown(outcomeText(outcome))];
    }),
  );
}

function shortTitle(reviewed: Reviewed, at: number): Phrase {
  const title = titleOf(reviewed);
  return title === undefined ? words(`number ${at + 1}`) : nameOf(shortened({ value: title }, 40));
}

function* foldedStack(reviewed: Reviewed, at: number, room: Room): Generator<string> {
  const { outcome } = reviewed;
  const title = visible(shownTitle(reviewed, at));
  const level = isFailed(outcome) ? "failed" : (outcome.highest ?? "no risk");
  const [open, close] = [unfolded(isFailed(outcome), `${title}: ${level}`), "\n</details>\n"];
  room.reserve(open.length + close.length);
  yield open;
  yield* stackPieces(reviewed, room);
  yield close;
}

function shownTitle(reviewed: Reviewed, at: number): string {
  return titleOf(reviewed)?.slice(0, 40) ?? `number ${at + 1}`;
}

function* stackPieces({ outcome }: Reviewed, room: Room): Generator<string> {
  if (!isFailed(outcome)) return yield* reportPieces(outcome, room);
  const errors = errorPhrases(outcome).map((error) => `- ${asMarkdown(error)}`);
  const said = marked("**", asMarkdown(failureText(outcome)));
  const text = more([said, errors.join("\n"), NO_LONGER]);
  yield room.has(text) ? text : more([said, NO_LONGER]);
}

const NO_LONGER = "What was said of an earlier state of the program no longer holds.";

function* reportPieces(report: Report, room: Room): Generator<string> {
  const all = groupsOf(report);
  const isList = report.total <= FEW && !all.some(({ alike }) => alike);
  const groups = isList ? [{ outlines: report.outlines, alike: false }] : all;
  const foot = footer(report, room);
  const head = header(report, groups, room);
  room.reserve(head.length + foot(report.total).length);
  if (!room.has("")) return yield more([...counts(report), TOO_LONG]);
  yield head;
  yield room.taken(more([drawing(report, room)]));
  let shown = 0;
  for (const group of groups) {
    const left = yield* groupPieces(report, group, room);
    shown += group.outlines.length - left;
    if (left > 0) break;
  }
  yield foot(report.total - shown);
}

const TOO_LONG = "_All else is left out here for length._";

function header(report: Report, groups: Group[], room: Room): string {
  return more([
    marked("**", asMarkdown(notCheckedText(report))),
    notCheckedRisks(report, room.isEndless).map(riskItem).join("\n"),
    ...counts(report),
    asMarkdown(copiedText(report)),
    asMarkdown(driftText(report)),
    table(report, groups),
  ]);
}

function counts(report: Report): string[] {
  return [`**${asMarkdown(countsText(report))}.** Highest risk: **${report.highest ?? "none"}**.`];
}

function footer(report: Report, room: Room): (left: number) => string {
  const notes = notePhrases(report, room.isEndless).map((note) => `- note: ${asMarkdown(note)}`);
  for (const text of unmeasuredPhrases(report, room.isEndless))
    notes.push(`- not measured: ${asMarkdown(text)}`);
  const others = asMarkdown(othersText(report));
  return (left) => more([notes.join("\n"), others, marked("_", asMarkdown(leftOutText(left)))]);
}

/** More rules than these have a row for many of them; so have some with very long names. */
const [MOST_ROWS, LONGEST_TABLE] = [30, 10_000];

function table(report: Report, groups: Group[]): string {
  if (report.total === 0) return "";
  if (report.total <= MOST_ROWS) {
    const text = tableText(["Risk", "Resource", "Source", "Target", "What happens"], [...ruleRows(report)]);
    if (text.length <= LONGEST_TABLE) return text;
  }
  return tableText(
    ["Risk", "What happens", "Resources"],
    groups.map((group) => groupRow(report, group)),
  );
}

function* ruleRows(report: Report): Generator<string[]> {
  for (const found of findingsIn(report)) {
    const { name, sourceBucket, targetBucket } = found;
    yield [
      levelMark(levelOf(found)),
      ...[{ value: name }, sourceBucket, targetBucket].map(cell),
      `${KINDS[found.kind][0]}${reasonsText(found)}`,
    ];
  }
}

function groupRow(report: Report, group: Group): string[] {
  const names = group.outlines
    .slice(0, MOST_NAMES)
    .map((outline) => cell({ value: report.tell(outline).name }));
  const more = group.outlines.length - names.length;
  const first = group.alike ? report.tell(group.outlines[0] as Outline) : undefined;
  return [
    levelMark(group.level),
    `${groupText(group)}${first ? reasonsText(first) : ""}`,
    `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  ];
}

const MOST_NAMES = 3;

function reasonsText({ risks }: Finding): string {
  const reasons = [...new Set(risks.map(({ reason }) => reason))];
  return reasons.length > 0 ? `: ${reasons.join(", ")}` : "";
}

/** `300 rules are recreated`; of changes that are not alike each kind. */
function groupText({ outlines }: Group): string {
  const counts = new Map<Kind, number>();
  for (const { kind } of outlines) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = KIND_NAMES.filter((kind) => counts.has(kind));
  return kinds.map((kind) => kindText(kind, counts.get(kind) as number)).join(", ");
}

function cell(maybe: Maybe<string>): string {
  return "hidden" in maybe && maybe.hidden === "missing" ? "" : asMarkdown(nameOf(shortened(maybe, 40)));
}

/** What has many times as many changes is not drawn; and what is told in words has at least as much room. */
const [MOST_DRAWN, LONGEST_PICTURE] = [100, 15_000];

function drawing(report: Report, room: Room): string {
  if (report.total === 0 || report.total > MOST_DRAWN) return "";
  return pictureText(report.picture(), Math.min(LONGEST_PICTURE, room.half));
}

/** As few findings as these are not folded away. */
const FEW = 5;

/** Answers how many findings of the group there was no room for. */
function* groupPieces(report: Report, group: Group, room: Room): Generator<string, number> {
  const rows = group.alike ? commonRows(report, group) : { head: "\n", row: itemRow };
  const title = `${group.level ?? "no risk"}: ${groupText(group)}`;
  const [open, close] = report.total <= FEW ? ["", ""] : [unfolded(false, title), "\n</details>\n"];
  const start = open + rows.head;
  room.reserve(start.length + close.length);
  let shown = 0;
  for (const outline of group.outlines) {
    const row = rows.row(report.tell(outline));
    if (!room.has(row)) break;
    yield (shown === 0 ? start : "") + room.taken(row);
    shown++;
  }
  if (shown > 0) yield close;
  return group.outlines.length - shown;
}

interface Rows {
  head: string;
  row(found: Finding): string;
}

/** What the findings have in common, and a row for each with what it has for itself. */
function commonRows(report: Report, { outlines }: Group): Rows {
  const { sentence, risks, columns, rowOf } = commonOf(told(report, outlines));
  const first = report.tell(outlines[0] as Outline);
  const items = first.risks.map((risk, at) => riskItem({ ...risk, text: risks[at] as Phrase }));
  const head = more([asMarkdown(sentence), items.join("\n"), tableText(columns, [])]);
  return { head, row: (found) => tableRow(rowOf(found).map((maybe) => asMarkdown(nameOf(maybe)))) };
}

function* told(report: Report, outlines: readonly Outline[]): Generator<Finding> {
  for (const outline of outlines) yield report.tell(outline);
}

function itemRow(found: Finding): string {
  const level = levelOf(found);
  const lines = [
    `- ${level ? `${levelMark(level)} ` : ""}${asMarkdown(say`${found.name}: ${found.sentence}`)}`,
    ...found.risks.map((risk) => `  ${riskItem(risk)}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function riskItem({ level, reason, text }: Risk): string {
  return `- ${level}, ${reason}: ${asMarkdown(text)}`;
}

/** No Markdown is read in a summary, so that `title` may hold no text that is not `visible`. */
function unfolded(isOpen: boolean, title: string): string {
  return `\n<details${isOpen ? " open" : ""}>\n<summary>${title}</summary>\n`;
}

function tableText(head: string[], rows: string[][]): string {
  return [tableRow(head), tableRow(head.map(() => "---")), ...rows.map(tableRow)].join("").trimEnd();
}

function tableRow(cells: string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

function levelMark(level: Level | undefined): string {
  return level ? marked("**", level) : "";
}

function marked(mark: string, text: string): string {
  return text && `${mark}${text}${mark}`;
}

/** Blocks after others. */
function more(all: string[]): string {
  const text = blocks(all);
  return text && `\n${text}`;
}

/** The blocks that are not empty, with an empty line between them. */
function blocks(all: string[]): string {
  return all
    .filter(Boolean)
    .map((block) => `${block}\n`)
    .join("\n");
}
