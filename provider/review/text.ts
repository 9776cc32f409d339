import type { Finding, Risk } from "./finding";
import { asText, type Phrase, say, words } from "./phrase";
import type { NotReviewable } from "./preview";
import { findingsIn, levelOf, type Report } from "./report";
import { isFailed, type Reviewed, titleOf } from "./reviewed";
import type { Room } from "./room";
import {
  copiedText,
  countsText,
  driftText,
  errorPhrases,
  failureText,
  leftOutText,
  notCheckedRisks,
  notCheckedText,
  notePhrases,
  othersText,
  unmeasuredPhrases,
} from "./summary";

/** For a terminal or a log: a line a change, and a line a risk under it. */
export function* textPieces(reviews: readonly Reviewed[], rooms: readonly Room[]): Generator<string> {
  for (const [at, reviewed] of reviews.entries()) {
    const room = rooms[at] as Room;
    if (reviews.length > 1) yield room.taken(lines([asText(stackText(reviewed, at))]));
    yield* isFailed(reviewed.outcome)
      ? [failed(reviewed.outcome, room)]
      : reportPieces(reviewed.outcome, room);
  }
}

function stackText(reviewed: Reviewed, at: number): Phrase {
  const title = titleOf(reviewed);
  return title === undefined ? words(`Stack number ${at + 1}:`) : say`Stack ${title}:`;
}

function failed(outcome: NotReviewable, room: Room): string {
  const errors = errorPhrases(outcome).map((error) => `    error: ${asText(error)}`);
  const said = asText(failureText(outcome));
  const text = lines([said, ...errors]);
  return room.has(text) ? text : lines([said]);
}

function* reportPieces(report: Report, room: Room): Generator<string> {
  const head = [
    asText(notCheckedText(report)),
    ...notCheckedRisks(report, room.isEndless).map(riskText),
    `${asText(countsText(report))}. Highest risk: ${report.highest ?? "none"}.`,
    asText(copiedText(report)),
    asText(driftText(report)),
  ];
  const foot = (left: number) =>
    lines([
      ...notePhrases(report, room.isEndless).map((note) => `note: ${asText(note)}`),
      ...unmeasuredPhrases(report, room.isEndless).map((text) => `not measured: ${asText(text)}`),
      asText(othersText(report)),
      asText(leftOutText(left)),
    ]);
  room.reserve(lines(head).length + foot(report.total).length);
  if (!room.has(""))
    return yield lines([`${asText(countsText(report))}. Highest risk: ${report.highest ?? "none"}.`]);
  yield lines(head);
  let shown = 0;
  for (const found of findingsIn(report)) {
    const item = lines(itemOf(found));
    if (!room.has(item)) break;
    yield room.taken(item);
    shown++;
  }
  yield foot(report.total - shown);
}

function itemOf(found: Finding): string[] {
  return [
    `[${levelOf(found) ?? "no risk"}] ${asText(say`${found.name}: ${found.sentence}`)}`,
    ...found.risks.map(riskText),
  ];
}

function riskText({ level, reason, text }: Risk): string {
  return `    ${level}, ${reason}: ${asText(text)}`;
}

function lines(all: string[]): string {
  return all
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join("");
}
