import type { Finding } from "./finding";
import { countsText, leftOutText, othersText } from "./headline";
import { type Phrase, say, show } from "./phrase";
import { levelOf, type Report } from "./report";
import { visible } from "./visible";

/** GitHub Flavored Markdown, as GitLab renders it too. Text of the program stands in code spans, where nothing is a link or a mention. */
export function markdownReview(report: Report, shown: number): string {
  const left = report.findings.length - shown;
  const blocks = [
    ["## OSS replication review"],
    [`**${markdown(countsText(report))}.** Highest risk: **${report.highest ?? "none"}**.`],
    report.findings.slice(0, shown).flatMap(itemOf),
    [markdown(othersText(report))],
    [left > 0 ? `_${markdown(leftOutText(left))}_` : ""],
  ];
  return `${blocks
    .map((lines) => lines.filter(Boolean).join("\n"))
    .filter(Boolean)
    .join("\n\n")}\n`;
}

function itemOf(found: Finding): string[] {
  const level = levelOf(found);
  return [
    `- ${level ? `**${level}** ` : ""}${markdown(say`${found.name}: ${found.sentence}`)}`,
    ...found.risks.map((risk) => `  - ${risk.level}, ${risk.reason}: ${markdown(risk.text)}`),
  ];
}

function markdown(phrase: Phrase): string {
  return show(phrase, (data) => `\`${visible(data)}\``);
}
