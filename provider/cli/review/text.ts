import type { Finding } from "./finding";
import { countsText, leftOutText, othersText } from "./headline";
import { type Phrase, say, show } from "./phrase";
import { levelOf, type Report } from "./report";
import { visible } from "./visible";

/** For a terminal or a log. */
export function textReview(report: Report, shown: number): string {
  const left = report.findings.length - shown;
  const lines = [
    `${plain(countsText(report))}. Highest risk: ${report.highest ?? "none"}.`,
    ...report.findings.slice(0, shown).flatMap(itemOf),
    plain(othersText(report)),
    left > 0 ? plain(leftOutText(left)) : "",
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

function itemOf(found: Finding): string[] {
  return [
    `[${levelOf(found) ?? "no risk"}] ${plain(say`${found.name}: ${found.sentence}`)}`,
    ...found.risks.map((risk) => `    ${risk.level}, ${risk.reason}: ${plain(risk.text)}`),
  ];
}

/** A quotation mark in a name cannot end it. */
function quoted(name: string): string {
  return name === '""' ? name : `"${name.replaceAll('"', "\\u{22}")}"`;
}

/** Names stand as they are, for nothing in a `visible` text is special to a terminal. */
export function plain(phrase: Phrase): string {
  return show(phrase, (data) => (/^[\w./-]+$/.test(data) ? data : quoted(visible(data))));
}
