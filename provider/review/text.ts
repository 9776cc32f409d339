import { visible } from "../terminal/text";
import type { Finding } from "./finding";
import { type Form, LONGEST_TEXT } from "./form";
import { countsText, leftOutText, othersText } from "./headline";
import { notCheckedPhrases, notePhrases } from "./notices";
import { type Phrase, say, show } from "./phrase";
import { levelOf, type Report } from "./report";
import { levelOfReason } from "./risks";

/** For a terminal or a log. */
export const textForm: Form = {
  sizeOf: (found) => itemOf(found).join("\n").length + 1,
  write: textReview,
};

function textReview(report: Report, shown: number): string {
  const left = report.total - shown;
  const lines = [
    ...notCheckedLines(report),
    `${plain(countsText(report))}. Highest risk: ${report.highest ?? "none"}.`,
    ...report.findings.slice(0, shown).flatMap(itemOf),
    ...notePhrases(report).map((note) => `note: ${plain(note)}`),
    plain(othersText(report)),
    left > 0 ? plain(leftOutText(left)) : "",
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

function notCheckedLines(report: Report): string[] {
  const notices = notCheckedPhrases(report);
  if (!notices) return [];
  const items = notices.items.map(
    (item) => `    ${levelOfReason("not-checked")}, not-checked: ${plain(item)}`,
  );
  return [plain(notices.head), ...items];
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
  const data = (text: string) => (/^[\w./-]{1,100}$/.test(text) ? text : quoted(visible(text)));
  return show(phrase, { data, code: (text) => text }, LONGEST_TEXT);
}
