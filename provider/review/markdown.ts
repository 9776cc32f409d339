import { visible } from "../terminal/text";
import type { Finding } from "./finding";
import { type Form, LONGEST_TEXT } from "./form";
import { countsText, leftOutText, othersText } from "./headline";
import { notCheckedPhrases, notePhrases } from "./notices";
import { type Phrase, say, show } from "./phrase";
import { levelOf, type Report } from "./report";
import { levelOfReason } from "./risks";

/** GitHub Flavored Markdown, as GitLab renders it too. Text of the program stands in code spans, where nothing is a link or a mention. */
export const markdownForm: Form = {
  sizeOf: (found) => itemOf(found).join("\n").length + 1,
  write: markdownReview,
};

function markdownReview(report: Report, shown: number): string {
  const left = report.total - shown;
  const blocks = [
    ["## OSS replication review"],
    ...notCheckedBlocks(report),
    [`**${markdown(countsText(report))}.** Highest risk: **${report.highest ?? "none"}**.`],
    report.findings.slice(0, shown).flatMap(itemOf),
    notePhrases(report).map((note) => `- note: ${markdown(note)}`),
    [markdown(othersText(report))],
    [left > 0 ? `_${markdown(leftOutText(left))}_` : ""],
  ];
  return `${blocks
    .map((lines) => lines.filter(Boolean).join("\n"))
    .filter(Boolean)
    .join("\n\n")}\n`;
}

function notCheckedBlocks(report: Report): string[][] {
  const notices = notCheckedPhrases(report);
  if (!notices) return [];
  const items = notices.items.map(
    (item) => `- ${levelOfReason("not-checked")}, not-checked: ${markdown(item)}`,
  );
  return [[`**${markdown(notices.head)}**`], items];
}

function itemOf(found: Finding): string[] {
  const level = levelOf(found);
  return [
    `- ${level ? `**${level}** ` : ""}${markdown(say`${found.name}: ${found.sentence}`)}`,
    ...found.risks.map((risk) => `  - ${risk.level}, ${risk.reason}: ${markdown(risk.text)}`),
  ];
}

function markdown(phrase: Phrase): string {
  return show(
    phrase,
    { data: (text) => `\`${visible(text)}\``, code: (text) => `\`${text}\`` },
    LONGEST_TEXT,
  );
}
