import type { Finding, Risk } from "./finding";
import { jsonPieces } from "./json";
import { asMarkdown, asText, say } from "./phrase";
import { levelOf, type Report } from "./report";
import { countsText, leftOutText, notCheckedRisks, notCheckedText, notePhrases, othersText } from "./summary";

export const FORMATS = ["markdown", "json", "text"] as const;

export type Format = (typeof FORMATS)[number];

/** The review in pieces, which are printed one after the other. */
export function writeReview(report: Report, format: Format): Iterable<string> {
  if (format === "json") return jsonPieces(report);
  return [format === "text" ? fitted(report, TEXT) : fitted(report, MARKDOWN)];
}

/** A format for people, read where there may not be room for everything. */
interface Form {
  /** A change and its risks, a line each. */
  itemOf(found: Finding): string[];
  /** The whole with these changes; `left` more are left out. */
  write(report: Report, items: string[], left: number): string;
}

/** GitHub allows 65,536 characters in a comment; the rest is for what a workflow adds. */
const LONGEST_REVIEW = 60_000;

/** As many changes as there is room for, from the highest risk on, up to the first that is too long. */
function fitted(report: Report, { itemOf, write }: Form): string {
  // One more for the line end before the first.
  let room = LONGEST_REVIEW - write(report, [], report.total).length - 1;
  const items: string[] = [];
  for (const found of report.findings()) {
    const item = itemOf(found).join("\n");
    room -= item.length + 1;
    if (room < 0) break;
    items.push(item);
  }
  return write(report, items, report.total - items.length);
}

/** For a terminal or a log. */
const TEXT: Form = {
  itemOf: (found) => [
    `[${levelOf(found) ?? "no risk"}] ${asText(say`${found.name}: ${found.sentence}`)}`,
    ...found.risks.map(riskText),
  ],
  write: textReview,
};

function textReview(report: Report, items: string[], left: number): string {
  const lines = [
    asText(notCheckedText(report)),
    ...notCheckedRisks(report).map(riskText),
    `${asText(countsText(report))}. Highest risk: ${report.highest ?? "none"}.`,
    ...items,
    ...notePhrases(report).map((note) => `note: ${asText(note)}`),
    asText(othersText(report)),
    asText(leftOutText(left)),
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

function riskText({ level, reason, text }: Risk): string {
  return `    ${level}, ${reason}: ${asText(text)}`;
}

/** GitHub Flavored Markdown, as GitLab renders it too. */
const MARKDOWN: Form = {
  itemOf: (found) => [
    `- ${levelMark(found)}${asMarkdown(say`${found.name}: ${found.sentence}`)}`,
    ...found.risks.map((risk) => `  ${riskItem(risk)}`),
  ],
  write: markdownReview,
};

function markdownReview(report: Report, items: string[], left: number): string {
  const blocks = [
    "## OSS replication review",
    marked("**", asMarkdown(notCheckedText(report))),
    notCheckedRisks(report).map(riskItem).join("\n"),
    `**${asMarkdown(countsText(report))}.** Highest risk: **${report.highest ?? "none"}**.`,
    items.join("\n"),
    notePhrases(report)
      .map((note) => `- note: ${asMarkdown(note)}`)
      .join("\n"),
    asMarkdown(othersText(report)),
    marked("_", asMarkdown(leftOutText(left))),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function riskItem({ level, reason, text }: Risk): string {
  return `- ${level}, ${reason}: ${asMarkdown(text)}`;
}

function marked(mark: string, text: string): string {
  return text && `${mark}${text}${mark}`;
}

function levelMark(found: Finding): string {
  const level = levelOf(found);
  return level ? `${marked("**", level)} ` : "";
}
